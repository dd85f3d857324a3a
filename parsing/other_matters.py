"""Words of matters that a form may ask about, and that are none of this service's: the police's case, health, school, the office.

A row that the lexicon of the form's own questions does not know is no drift where one of these words stands in its label, and no
word of the form's own questions does (forms.md §2.2(7)).
"""

from __future__ import annotations

from functools import lru_cache

from parsing.answers import wordings
from scheme.terms import spelling_key

_WORDS = """
    abritas | accessibility of letters | acknowledged on | acknowledgement sent | advert | advert reference | agenda item |
    alarm | alcohol | alias | allergies | allergy | allocation date | amendment no | amendment number | anti social
    behaviour | antisocial behaviour | approved by     allocations | approved for circulation | approver | area manager |
    area manager s recommendation | armed forces | arrest | arrested | asb case | asb case number | asb manager | asbestos |
    asbestos survey | asset id | asset number | asylum | attachments | attendance | audit | audit reference | audited |
    authorisation | authorised     by | authorising | bail | bail conditions | band | banding | bank | bank account | bank
    statements | bedding | bedroom tax | benefit | benefit cap | benefits | best     interests | best time to call | bidding
    number | biometric | blue badge | boiler | braille | breach | breached | breaches | broadband | bsl | budget | budget
    code | budgeting | building safety | burglar alarm | bus | business stream | cad | capacity assessment | capacity to
    consent | car | care act | care package | care proceedings | care programme approach | carer | carer s assessment |
    caring responsibilities | carpets | case closed | case id | case management number | case note | case notes | case
    number | case opened | case study | cc | cctv | chair | charge     status | checked | checked by | checklist | child
    protection | childminder | children s services | cin | circular re     sent | circulated on | civil orders | clare s law
    | client id | client number | cmht | code word | college | committee     minute | communication needs | complaint |
    compliment | conclusive grounds | condition photos | conference | confidentiality | consultant psychiatrist | contact
    restrictions | contents insurance | contract area | coordinator s initials | coordinator use | copied to | copy kept |
    core group | core lettings | core log | cost center | cost centre | cost code | council tax | council tax band |
    counselling | counter signature | countersignature | countersigned | country of birth | court | court     action | court
    date | cp plan | cpa | cpa level | cpn | cpp | crime | crime number | criminal case | crimint | cris | crn | cultural
    needs | curfew | curfew equipment | curtains | customer id | customer number | customer reference | customer visited |
    dash | data be     deleted | data be erased | data entry | data protection | data team | database | date     of birth |
    date actioned | date allocated | date joined | date opened | date received | date stamp | debts other | decorating
    allowance | decoration | decorations | delius | deposit paid | deputising | dhp | diagnosis | dietary | direct debit |
    direct debit set up | director | disability or sen | discretionary award | diversity | dla | dob | documents | door
    entry | drug | drugs | duty accepted | duty desk | dvds | dvpn | dvpo | earlier applications | early help | earnings |
    education | educational | ehc plan | ehcp | ehm | eicr | electric | electrical safety | email me a copy | emergency
    contact | employment | employment status | enclosed | enclosures | endorsement | energy rating | epc | epc rating |
    episode | equalities duty | equality | esa | escalation | ethnic | ethnic background | ethnic origin | ethnicity |
    eviction | evidence attached | evidence enclosed | evidence seen | exec approval | exploitation team | faith | feedback
    on service | file be deleted | file deleted | file note | file transferred | filed under | fire risk | fire risk
    assessment | fire safety | fire service | first rent payment | flooring | fmpo | form completed on system | form id |
    form number | framework i | fraud | fraud check | fraud concerns | funder | funding | funding stream | furniture | gang
    | gang affiliation | gang matrix | gang nominal | gang worker     allocated | garage | gas certificate | gas safe | gas
    safety | gdpr | gender identity | gender reassignment | gender same as at     birth | gp | grant | grant applied |
    handover meeting | handover meeting held | has capacity | hate incident reference | hb | hb form | head of housing |
    head of lettings | head of service | health conditions | health needs | health visitor | hear about us | heard about us
    | hearing | hearing loop | heating | hobbies | home     connections | home detention curfew | home office | homeless
    application | hospital | hospital ward | hostel history | hours of support | household income | housing benefit |
    housing register number | how     did you hear | how satisfied | id seen | idap | identity matched | immigration |
    immigration status | in custody | in force | income | initialled | initials | injunction | injunction been considered |
    injunctions | injuries | injury | input by | inputted by | inspected | inspection     booked | inspector s authority |
    insurance | intel | intelligence | internal number | internal panel number | internal reference | interpreter |
    interpreter     needed | interpreters | interpreting | investigating | investigation | invoice | iom | ip address | jsa
    | judge | key     number | key collection | key safe | keyed by | keys | known to yot | language | languages | large
    print | last contact | lcs | learning     difficulties | legal advice | legal advice taken | legal aid | legal team |
    letter sent | letters be sent | lettings negotiator | licence condition | licence conditions | licence end date | line
    manager | liquidlogic | literacy | local connection | locata | locks changed | logged by | logged on | lone working |
    looked after | looked after child | maiden name | main duty | manager | manager authorisation | mappa | marac | marital
    status | mash | mash episode | matrix | max occupancy | medical assessment | medical evidence | medication | members
    present | membership number | mental     capacity | mental health | merlin | meter | meter readings | methadone |
    midwife | minute no | minute taker | minutes | minutes agreed | mobile phone contract | monitoring | mosaic | named on
    gang matrix | national insurance | national origin | nationality | ncrm | nearest     station | nearest relative |
    newsletter | next     appointment | next of kin | next review | nhs | ni number | nmo | nmo considered | nominee seen by
    | non mol | nosp | not a robot | notice seeking     possession | notice served | nrm | nrpf | nsp | number of incidents
    | nursery | oasys | occupational therapist | occupational therapy | offence date | office use | officer in the case |
    official use | oic | operation name | order end     date | orders in     force | orders in place | osman | ot assessment
    | ot report | our case number | outcome star | page     number | panel     members | panic alarm | papers circulated |
    papers received | parent s views | passport | password for calls | paternity | pathway plan | payment     reference |
    payment reference | payroll | person id | person reference | personal adviser allocated | personal housing plan | pets
    passport | photo | photo id | photo id seen | photo taken | photos | php | phq 9 | phq9 | physical health | pip | place
    of birth | police | police been told | police force | police involved | police involvement | police protection |
    policing | possession     proceedings | possession action | possession order | preferred contact time | preferred
    language | preferred method of contact | preferred name | pregnancy test | prevention duty | previous     applications |
    previous referrals | priority date | prison release | privacy notice | privacy statement | probation | probation officer
    | processed by | professional judgement | pronouns | proof of id | proof of income | property address code | property
    services | protection     orders | protection order | psychiatric | psychiatrist | public funds | publicity | purchase
    order | quality assured | quality check | quorate | quorum | rag rating | re     sent | received by | received stamp |
    recharge | recharges | records | records be erased | records erased | recourse | redirected post | refugee | regional
    director | regional lead | regional manager | registered with gp | release date | relief duty | religion | religious
    needs | remand | removal | removal costs | removals | rent account number | rent in advance | repairs | reported to
    police | research | resettlement plan | retention | review conference | review officer | review rights | ric score |
    right to reside | rio number | risk assessment attached | risk markers | risk matrix | risk of serious harm | risk
    reviewed | s184 | s47 | safe     to call | safe to contact | safe to text | safe to write | safeguarding     referral |
    safeguarding adults | safeguarding alert | safeguarding enquiry | sanctions | sarc | satisfaction | satisfied | savings
    | scaled score | school | school     places | school moves | school place | schooling | schools | score | second
    approval | secretary s use | section 184 | section 42 | section 47 | sen | sentence | sentence type | serious harm level
    | service charge | service personnel | settled status | sexual orientation | sexuality | share code | share number |
    shareholder | shops | shortlist position | shoulder     number | sign up     appointment | sign up officer | signatory |
    signature | six week visit | smoke alarm | smoker | smoking | social     workers | social care | social services |
    social worker | soit | solicitor | special measures | spreadsheet | staff safety | stair lift | stock condition |
    strangulation | strategy meeting | submission | submitted | substance | substances | supervised | supervising officer |
    supervisor | support charge | support needs | support plan reviewed | support sessions | survey | suspect status |
    system updated | tags | target hardening | tau | team     leader | team manager | template | tenancy     training |
    tenancy audit | tenancy checked | tenancy readiness | tenancy reference | therapy | threat assessed | threat level |
    threat to life | told the police | trans or non binary | translator | transport | trauma | travel costs | trial date |
    tribunal | ttl | two child limit | two person visit | uasc | uc | unique id | universal     credit | upload | uprn | urn
    | utilities | vehicle | verified | verified by | version | version control | veteran | victim     contact scheme |
    viewing feedback score | viewing officer | views on move | viprs | virtual     school | visa | visible high risk | visit
    alone | visited in last month | vlo | voicemail | void     team | void in own stock | void inspector | void officer |
    void raised | voluntary sector ref | vulnerabilities | vulnerability flag | wages | waiting list | warning marker |
    warrant number | weapon | weapons | welcome pack | white goods | witness care | year joined | year of     birth | yos |
    yot | youth justice | youth offending
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
