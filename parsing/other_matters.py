"""Words of matters that a form may ask about, and that are none of this service's: the police's case, health, school, the office.

A row that the lexicon of the form's own questions does not know is no drift where one of these words stands in its label, and no
word of the form's own questions does (forms.md §2.2(7)).
"""

from __future__ import annotations

from functools import lru_cache

from parsing.answers import wordings
from scheme.terms import spelling_key

_WORDS = """
    abritas | accessibility of letters | acknowledged on | acknowledgement sent | alarm | alcohol | allergies | allergy |
    allocation date | amendment no | amendment number | anti social behaviour | antisocial behaviour | approved by
    allocations | approved for circulation | approver | armed forces | arrest | arrested | asb case | asb case number |
    asbestos | asset id | asset number | asylum | attachments | attendance | audit | audit reference | audited | authorised
    by | authorising | bail | bail conditions | band | banding | bank | bank account | bedding | benefit | benefits | best
    interests | best time to call | bidding number | blue badge | boiler | braille | breach | breached | breaches |
    broadband | bsl | budget | budget code | budgeting | building safety | bus | cad | capacity assessment | capacity to
    consent | car | care act | care package | care programme approach | carer | carer s assessment | caring responsibilities
    | carpets | case closed | case id | case note | case notes | case number | case opened | case study | cc | cctv | chair
    | charge     status | checked | checked by | checklist | child protection | childminder | children s services | cin |
    circular re     sent | circulated on | civil orders | clare s law | client id | client number | cmht | code word |
    college | committee     minute | communication needs | complaint | compliment | confidentiality | coordinator s initials
    | copied to | copy kept | core group | core lettings | core log | cost center | cost centre | cost code | council tax |
    council tax band | counselling | counter signature | countersignature | countersigned | country of birth | court | court
    action | court date | cp plan | cpa | cpn | cpp | crime | cris | crn | cultural needs | curtains | customer id |
    customer number | customer reference | dash | data be     deleted | data be erased | data entry | data protection |
    database | date     of birth | date actioned | date allocated | date joined | date opened | date received | date stamp |
    debts other | decoration | decorations | delius | deposit paid | deputising | dhp | diagnosis | dietary | direct debit |
    direct debit set up | director | disability or sen | diversity | dla | dob | documents | drug | drugs | duty accepted |
    dvds | dvpn | dvpo | earlier applications | early help | earnings | education | educational | ehc plan | ehcp | ehm |
    electric | emergency contact | employment | employment status | enclosed | enclosures | endorsement | epc | epc rating |
    equality | esa | escalation | ethnic | ethnic background | ethnic origin | ethnicity | eviction | evidence attached |
    evidence enclosed | evidence seen | exploitation team | faith | feedback on service | file be deleted | file deleted |
    file note | file transferred | fire risk | fire risk assessment | fire service | first rent payment | flooring | fmpo |
    form completed on system | form id | form number | framework i | funder | funding | funding stream | furniture | gang |
    gang affiliation | gang matrix | gang nominal | gang worker     allocated | garage | gas certificate | gas safety | gdpr
    | gender identity | gender reassignment | gender same as at     birth | gp | grant | grant applied | handover meeting |
    handover meeting held | has capacity | hate incident reference | hb | hb form | head of housing | head of service |
    health conditions | health needs | health visitor | hear about us | heard about us | hearing | heating | hobbies | home
    connections | home office | homeless application | hospital | hospital ward | hostel history | hours of support |
    household income | housing benefit | housing register number | how     did you hear | how satisfied | id seen | idap |
    immigration | immigration status | in custody | in force | income | initialled | initials | injunction | injunctions |
    injuries | injury | input by | inputted by | inspected | inspection     booked | intel | intelligence | internal number
    | internal panel number | internal reference | interpreter | interpreter     needed | interpreters | interpreting |
    investigating | investigation | invoice | jsa | judge | key     number | key collection | key safe | keyed by | keys |
    known to yot | language | languages | large print | last contact | lcs | learning     difficulties | legal advice |
    legal aid | legal team | letters be sent | licence condition | licence conditions | licence end date | line manager |
    liquidlogic | literacy | local connection | locata | locks changed | logged by | logged on | lone working | looked after
    | looked after child | maiden name | main duty | manager | mappa | marac | marital status | matrix | max occupancy |
    medical evidence | medication | members present | membership number | mental     capacity | mental health | merlin |
    meter | meter readings | methadone | midwife | minute no | minutes | minutes agreed | monitoring | mosaic | named on
    gang matrix | national insurance | national origin | nationality | ncrm | nearest     station | newsletter | next
    appointment | next of kin | next review | nhs | ni number | nmo | nominee seen by | non mol | nosp | notice seeking
    possession | notice served | nrm | nrpf | nsp | nursery | oasys | occupational therapist | occupational therapy |
    offence date | office use | officer in the case | official use | oic | operation name | order end     date | orders in
    force | orders in place | osman | ot assessment | ot report | our case number | outcome star | page     number | panel
    members | panic alarm | papers received | passport | password for calls | pathway plan | payment     reference | payroll
    | person id | person reference | personal adviser allocated | personal housing plan | pets passport | photo | photo id |
    photo id seen | photos | php | phq 9 | phq9 | physical health | pip | place of birth | police | police been told |
    police involved | police involvement | policing | possession     proceedings | possession action | possession order |
    preferred contact time | preferred method of contact | pregnancy test | prevention duty | previous     applications |
    previous referrals | priority date | prison release | privacy notice | privacy statement | probation | probation officer
    | processed by | professional judgement | pronouns | proof of id | protection     orders | protection order |
    psychiatric | psychiatrist | public funds | purchase order | quality assured | quality check | quorate | quorum | re
    sent | received by | received stamp | recharge | recharges | records be erased | records erased | recourse | refugee |
    regional     director | regional manager | registered with gp | release date | relief duty | religion | religious needs
    | remand | removal | removal costs | removals | rent account number | rent in advance | repairs | reported to police |
    research | retention | review conference | ric score | risk assessment attached | risk markers | risk reviewed | s184 |
    s47 | safe     to call | safe to contact | safe to text | safe to write | safeguarding     referral | safeguarding alert
    | safeguarding enquiry | sarc | satisfaction | satisfied | savings | scaled score | school | school moves | school
    places | schooling | schools | score | secretary s use | section 184 | section 42 | section 47 | sen | service personnel
    | settled status | sexual orientation | sexuality | share number | shareholder | shops | shortlist position | shoulder
    number | sign up     appointment | signatory | signature | smoke alarm | smoker | social     workers | social care |
    social services | social worker | soit | solicitor | spreadsheet | staff safety | stock condition | strangulation |
    submission | submitted | substance | substances | supervised | supervising officer | supervisor | support needs |
    support plan reviewed | support sessions | survey | suspect status | system updated | target hardening | tau | team
    leader | team manager | template | tenancy audit | tenancy checked | tenancy readiness | tenancy reference | tenancy
    training | therapy | threat to life | told the police | translator | transport | trauma | travel costs | tribunal | ttl
    | two person visit | uasc | uc | unique id | universal     credit | uprn | urn | utilities | vehicle | verified |
    verified by | version | version control | veteran | victim     contact scheme | viewing feedback score | viprs | virtual
    school | visa | visible high risk | visit alone | vlo | voicemail | void inspector | void officer | void raised | void
    team | vulnerabilities | vulnerability flag | wages | waiting list | warning marker | warrant number | weapon | weapons
    | welcome pack | white goods | year joined | year of     birth | yos | yot | youth justice | youth offending
"""
_SAID = frozenset(spelling_key(word) for word in wordings(_WORDS))
_LONGEST = max(word.count(" ") + 1 for word in _SAID)


@lru_cache(maxsize=4096)
def without_other_matters(label: str) -> str:
    """The label's words, spelled plainly, without those of other matters; the same words where there are none."""
    words = spelling_key(label).split()
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = next((size for size in range(_LONGEST, 0, -1) if _is_said(words[at : at + size])), 0)
        kept += [] if length else [words[at]]
        at += length or 1
    return " ".join(kept)


def _is_said(words: list[str]) -> bool:
    phrase = " ".join(words)
    return phrase in _SAID or (len(phrase) > 3 and phrase.endswith("s") and phrase[:-1] in _SAID)
