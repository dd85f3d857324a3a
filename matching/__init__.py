"""The rules. Pure: values in, a Decision out."""
