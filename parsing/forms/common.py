"""Choices that several forms offer."""

from __future__ import annotations

from dataclasses import replace

from parsing.answers import Answer, Choice, quoted, wordings
from parsing.boxes import has_boxes, with_boxes
from parsing.choices import one_of
from parsing.field import Field
from parsing.sizes import without_size
from scheme.agreement import Scheme

PROPERTY_TYPES = (
    Choice(
        value="studio",
        label="Studio",
        words=wordings("""
        bedsit | bed sit | studio flat | bedsit/studio | studio/bedsit
    """),
    ),
    Choice(
        value="flat",
        label="Flat",
        words=wordings("""
        apartment | block of flats | purpose built flat | flats | high rise flat | low rise flat | flat/apartment | low rise |
        high rise | tower block | converted flat | flat in converted house | conversion flat
    """),
        beside="block building above shop shops basement garden upper lower low rise high tower converted conversion victorian "
        "ex local authority with lift no storey communal mansion estate level split",
    ),
    Choice(
        value="maisonette",
        label="Maisonette",
        words=("masionette", "maisonnette", "duplex", "maisonettes"),
        beside="split level two 2 storey storeys floors upper lower above shop shops over on block building",
    ),
    Choice(
        value="house",
        label="House",
        words=wordings("""
        terraced house | terrace house | semi-detached house | semi detached | mid terrace house | end of terrace house |
        detached house | town house | terraced | houses | townhouse | mid terrace | mid-terraced | end of terrace | end terrace |
        end terrace house | end terraced house | semi | semi-detached property | terrace
    """),
        beside="two three 2 3 storey storeys floors mid end corner victorian with garden own front door",
    ),
    Choice(value="bungalow", label="Bungalow", words=("bungalows",)),
    Choice(
        value="sheltered",
        label="Sheltered or retirement",
        words=wordings("""
        sheltered housing | retirement | sheltered accommodation | sheltered/retirement | retirement housing |
        sheltered flat | extra care | sheltered scheme | retirement flat | retirement living
    """),
        beside="scheme over 55s 55 older",
    ),
    Choice(
        value="supported",
        label="Supported",
        words=wordings("""
        supported housing | supported accommodation | supported living | hostel
    """),
    ),
)
PROPERTY_WORDS = (
    "bed beds bedroom bedrooms self contained purpose built council first second third ground floor social 1 2 3 4 5 "
    "1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th 11th 12th fourth fifth sixth top upper lower"
)
_PLAIN_TYPE = one_of(PROPERTY_TYPES, harmless=PROPERTY_WORDS)


def read_property_type(answer: Answer, scheme: Scheme) -> Field[str]:
    """«2b4p flat» is a flat: its size is another question's."""
    field: Field[str] = _PLAIN_TYPE.read(answer, scheme)
    plain = without_size(answer.text)
    if not field.doubt or plain == answer.text or has_boxes(with_boxes(answer.text)):
        return field
    unsized: Field[str] = _PLAIN_TYPE.read(replace(answer, text=plain, pieces=()), scheme)
    return replace(unsized, quote=quoted(answer)) if unsized.value else field


PROPERTY_TYPE = replace(_PLAIN_TYPE, read=read_property_type)
TENANCY_TYPES = (
    Choice(
        value="secure",
        label="Secure",
        words=wordings("""
        secure tenancy | lifetime secure | secure lifetime | secure periodic | council secure | secure council |
        secure tenant | secure (lifetime) | secure council tenancy | council secure tenancy | secure (council) |
        periodic secure | secure lifetime tenancy | life time secure
    """),
        beside="council local authority la lifetime life time",
    ),
    Choice(
        value="flexible",
        label="Flexible",
        words=wordings("""
        flexible tenancy | fixed term secure | flexible fixed term | secure fixed term | fixed-term secure | flexible secure |
        secure flexible | flexible (fixed term)
    """),
        beside="council local authority la",
    ),
    Choice(
        value="introductory",
        label="Introductory",
        words=wordings("""
        introductory tenancy | intro | introductory council tenancy | introductory secure | introductory/probationary |
        probationary introductory | introductory (probationary)
    """),
        beside="council local authority la",
    ),
    Choice(
        value="assured",
        label="Assured",
        words=wordings("""
        assured tenancy | full assured | assured periodic | periodic assured | fully assured | assured (periodic) |
        assured lifetime | assured non-shorthold | lifetime assured | full assured tenancy | assured (lifetime) |
        assured non shorthold tenancy | assured lifetime tenancy | lifetime assured tenancy
    """),
        beside="ha association rp registered provider lifetime life time",
    ),
    Choice(
        value="assured_fixed_term",
        label="Assured fixed term",
        words=wordings("""
        fixed term assured | assured fixed-term | assured fixed term tenancy | fixed-term assured tenancy
    """),
        beside="ha association rp registered provider",
    ),
    Choice(
        value="starter",
        label="Starter",
        words=wordings("""
        starter tenancy | starter/probationary | probationary starter | starter (probationary) | assured shorthold starter |
        starter (ast) | assured shorthold (starter) | ast starter | starter ast | assured shorthold used as starter |
        starter assured shorthold
    """),
        beside="ha association rp registered provider",
    ),
    Choice(
        value="protected",
        label="Protected (Rent Act)",
        words=wordings("""
        protected | rent act | protected tenancy | regulated | regulated tenancy | rent act protected | protected/rent act
    """),
    ),
    Choice(value="demoted", label="Demoted", words=("demoted tenancy",)),
    Choice(
        value="licence",
        label="Licence",
        words=("license", "licence to occupy", "licensee", "licence agreement", "license to occupy"),
        beside="hostel refuge temporary accommodation ta",
    ),
    Choice(
        value="non_secure",
        label="Non-secure (temporary accommodation)",
        words=wordings("""
        non secure | nonsecure | non-secure tenancy | non-secure ta | non secure tenancy
    """),
        beside="part 7 vii s193 s188 section 193 188 homeless homelessness duty council temporary accommodation ta",
    ),
    Choice(
        value="owed",
        label="None, but owed a tenancy",
        words=wordings("""
        owed | owed a tenancy | none but owed | none - owed | tenancy owed | no tenancy but owed | none (owed) |
        owed tenancy | none, owed a tenancy | none but owed a tenancy | none but owed one | owed a tenancy (care leaver) |
        owed (care leaver) | care leaver owed a tenancy | care leaver (owed a tenancy) | owed tenancy (care leaver) |
        care leaver - owed a tenancy | care leaver owed tenancy | owed a social tenancy | none - owed a social tenancy |
        no tenancy, owed one | owed a tenancy as a care leaver | owed one | tenancy owed (care leaver) |
        care leaver - tenancy owed |
        tenancy owed as care leaver | owed tenancy as care leaver
    """),
    ),
    Choice(
        value="shared_ownership",
        label="Shared ownership or leasehold",
        words=("shared ownership", "leasehold", "leaseholder", "shared owner"),
    ),
)
