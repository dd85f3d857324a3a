"""What the words of a form's questions mean: each word or turn of phrase has one meaning, and a label of other words is not read.

A row: the concept, then the turns of phrase that say it, parted by «|», as `spelling_key` writes them. Plurals in -s need no row.
"""

from __future__ import annotations

import re

from parsing.answers import wordings

_ROWS: dict[str, str] = {
    # ── words that ask, and words that say nothing of what is asked ──
    "": """
    do you believe | under our lettings policy | under our policy | under allocation scheme | by how many bedrooms |
    in bedrooms | on grounds of safety | supplementary | contributory | belonging to | belonging to tenant |
    free and informed | under what | if we do not agree | factor | also a factor | under allocations policy | throughout |
    on risk grounds | by reason of risk | on grounds of risk | for reasons of safety | for safety reasons | after the move |
    following the move | following move | after move | continuing | in new area | in the new area | giving rise to |
    indoors | two names | select any | select one | tick one only | to be considered | we believe are | including those |
    for the family | for family | their name | please name | please explain | which one | which ones | please list | out |
    someone | somewhere | take | takes | set out in | privacy notice | on their behalf | contributing | overall | stated |
    that one | explain | if relevant state | identified | on the | restricted | due | that is | as a result of | because of |
    owing to the | but | anything | something | other way | no other way | way | reported | puts | put | gives rise to |
    after | matters | appointed | theyre | shes | hes | shed | theyd | he d | she d | they d | out of interest |
    if there was | concerned | subject of | this case | this person | any known | known to | existing record | noted |
    describes | best describes | say how many | say what | say whether | nature and extent of | long | first of all |
    full name of | name s of | outline | state briefly | briefly | brief | in brief | summarise | where appropriate |
    when known | when relevant | unique | declaration | statement | alleged | suspected | if relevant give | urgent |
    urgently | formally | named below | minimum | at least | least | best | own | they | whole | entire | five or more |
    full list of | list of | names of | name of each | minimum of 5 | ideally | too | that are | who are | who is | as well |
    well | would you say that | would you say | do you know | please could you | kindly | could you | can you tell us |
    tell us about | us about | please tell us | let us know | in your view | in your opinion | if possible |
    wherever possible | being made | in question | at all | otherwise | in total | approximate | section | question |
    answers | please note | only one | only | please state which | to be completed | to be completed by | on behalf of |
    for whom | 's | on whose behalf | in capitals | block capitals | in block capitals | capitals | clearly | print |
    relevant | specific | specifically | particular | very | please answer | basic | key details | either way | type in |
    please include | over | has there been | have there been | this is | is this | it is | actually | exactly what |
    precise | precisely | general | continue on | separate sheet | use a separate sheet | overleaf | additional sheet |
    see guidance | see note | see notes | guidance | help | note 1 | one box only | one box | all boxes that apply |
    every box that applies | as many as apply | as many as applicable | multiple | multiple choice | in detail | because |
    since | while | until | till | a | an | the | of | for | to | in | on | at | by | with | this | that | these | those |
    it | its | there | and | or | also | as | be | is | are | was | were | been | being | do | does | has | have | had |
    having | got | get | get to | re | per | so | just | which | what | whether | whichever | whatever | if | if any |
    if so | if yes | if applicable | if known | if relevant | any | all | each | every | both | either | please |
    please state | state | give | given below | provide | enter | specify | indicate | list | say | tell us | tell |
    describe | insert | write | write down | fill | confirm | show | note | tick | tick box | tick one | circle | select |
    choose | choose one | pick | tick here | tick all that apply | delete as appropriate | delete as applicable |
    as appropriate | as applicable | circle one | one answer | detail | details of | give details | in full | full | short |
    exact | exactly | actual | following | below | here | box | field | including | include | includes | together with |
    along with | plus | eg | e g | i e | ie | for example | such as | etc | n a | not applicable | where known |
    where applicable | where relevant | where possible | if not applicable | mandatory | required field | compulsory |
    optional | dd mm yyyy | dd mm yy | dd mmm yyyy | ddmmyyyy | ddmmyy | day month year | case by case | respectively |
    about | regarding | in respect of | respect of | in relation to | relating to | relates to | concerning | as to |
    namely | upon | within | then | state which | state whether | please say | say which | tick as appropriate |
    please tick | tick if yes | information | info | particulars | known | exactly how | roughly | approximately | approx |
    during | through | via | total | up | set | see | time | case | between | among | under | itself | themselves | herself |
    himself | your answer | of which | to which | for which | in which | on which | by which | from which | within which |
    into | onto | towards | does this concern | this concerns
    """,
    "and": "and | together with | plus | along with",
    "asked": "",
    "yes_no": """
    y n nk | y n n k | yes no unknown | y n not sure | yes no dk | y n dk | y n d k | yes no | y n | yes or no | y or n |
    yes no not known | y n not known | yes no n a | answer yes or no | y n n a | yes no unsure | yes no dont know |
    tick yes or no | yes no not applicable
    """,
    "modal": """
    necessary | essential | a must | has to be | have to be | it necessary | must there be | could be | need | have got to |
    would be | would they be | required to | essential that | imperative | advised | would | could | should | can | may |
    might | will | shall | must | able to | ought to | going to | has to | have to | must be | be able to | to be |
    needs to be | need to be | needs to | need to | needs
    """,
    "did": "did",
    "not": """
    cannot be | is not | are not | was not | not been | not | no | never | cannot | cant | can t | dont | don t | doesnt |
    doesn t | isnt | arent | wont | wouldnt | shouldnt | couldnt | none | neither | nor | no longer | not any more
    """,
    "more": "more | more than | further than | extra to",
    "else": """
    anything other than | other than | with someone else | with somebody else | with anyone else | anyone else |
    anything more | anything else | anybody else | someone else | somebody else | something else | else
    """,
    # ── who ──
    "person": """
    has the adult | does the adult | is the adult | where the adult | adult at risk | adult concerned | adult referred |
    adult being referred | adult who is at risk | survivor s | victim witness | witness | service user or patient |
    women and children | woman s | member s | contract holder | contract holders | pop | yp | young adult | service user s |
    complainant | victim survivor | survivors | cyp | person s | head of household | head of the household | tenant s |
    those | anyone who | referred individual | subject | supported person | patient | supported tenant |
    person on probation | occupier | occupants | client group | self | nominee s | everyone in the household |
    everybody in the household | everyone who | people who | persons who | anyone in the household | anyone in the family |
    someone in the household | anyone in household | family members | household members | all household members |
    all family members | all members of the household | ppl | clt | app | household member s | family member s | applicant |
    client | nominee | customer | survivor | victim | person | people | individual | woman | man | lady | she | he | they |
    her | him | them | their | his | hers | theirs | service user | young person | young people | anyone | anybody |
    somebody | someone | everyone | everybody | member | household member | family member | member of the household |
    member of the family | members of the household | members of the family | your client | my client | our client |
    data subject | above named | person above | person named above | nominated person | referred person | person referred |
    person nominated | candidate | person being referred | person being nominated | your nominee | your applicant |
    your service user | your customer | party | member of household | member of family | person in the household |
    people in the household | persons | cl | applicant has given | client has given | tenant has given | customer has given |
    patient has given | which applicant | which client
    """,
    "household": "household | family | family unit | your clients family | nuclear family",
    "tenant": """
    one of the tenants | one of the joint tenants | contract holder | signatory | customer | tenant or tenants |
    co op member | member | tenant | resident | leaseholder | tenant household | your tenant | our tenant
    """,
    "you": "about yourself | about you | your own | yourselves | you | your | yours | yourself | my | me | i | mine | myself",
    "we": "we | us | our | ours | ourselves",
    "who": "who | whom | to whom | by whom | from whom | with whom",
    "whose": "whose",
    # ── when, where, how many ──
    "date": """
    today is | date you wrote this | at the time | date and day | date | dates | day | dated | on what date | on which date |
    on what day | on which day | date on which | date when | date that | date of | todays date | date today | date and time |
    day and time
    """,
    "when": "when | as of when | from when | by when | since when | how soon",
    "where": """
    in which | into which | within which | which part | place where | where | whereabouts | where abouts | in what place |
    in which place
    """,
    "why": """
    reason why | reasons why | why is it that | why | how come | for what reason | what for | why is that | explain refusal |
    explain the refusal | explain your refusal
    """,
    "how": "how | in what way",
    "number": """
    how many rooms | no s | numbers of | no s of | total number | total number of | how many are | how many of | tally |
    number s | number | how many | no of | number of | count | quantity | amount of people | nos | numbers | many
    """,
    "how_much": "how much | amount | sum | total amount | figure | level of | how much is",
    "age": "age | aged | how old | ages | year old | years old | age and | age gender relationship | age sex relationship",
    "sex": "sex | gender | sexes | male | female | m f | f m | m | f | boy or girl | male or female | m or f | boy | girl",
    "now": """
    currently lives | currently living | presently living | at the time of this request | at the time of referral |
    at time of referral | at date of referral | at date of request | at the date of this request | at todays date |
    at the time of this referral | at time of request | now | current | currently | present | presently | existing |
    at present | at the moment | right now | for now | at this time | for the time being | today | as of today | to date |
    these days | in situ | sleeping at the moment | staying at the moment
    """,
    "still": "still | yet | already | at this point",
    "fled": "fled | fled from | had to leave | has fled | they fled | she fled | has had to leave | escaped from | having fled",
    "outgoing": "outgoing | old | departing | ex | until now",
    "past": """
    permanent home | settled home | last settled home | last settled address | last permanent home | last permanent address |
    becoming homeless | homelessness | became homeless | homeless | at the time of | time of | beforehand |
    immediately before | settled | last settled | when they fled | had before | earlier home | when they had | previous |
    previously | former | formerly | last | past | prior | prior to | original | originally | earlier | before |
    before that | before this | old | ex | most recent | used to | came from | come from | coming from | came to |
    originating | at one time | lost | no longer current | initial | initially | first came | entering | went into |
    until now
    """,
    "new": """
    on release | after release | after the move | move on home | onward | forthcoming | would be | proposed | new | newly |
    next | future | to move to | to move into | incoming | replacement | new home | upcoming | prospective
    """,
    "from_now": "from now on | from now | in future | henceforth | going forward | hereafter",
    # ── the home ──
    "area": """
    county borough | borough name | name of borough | local authority borough | unitary authority | borough |
    local authority area | la area | council area | local area | district | local council area
    """,
    "areas": """
    boroughs selected | las | borough names | which boroughs | names of boroughs | local areas | places | anywhere |
    preferred local authorities | relocation areas | boroughs | areas | area | local authority areas | local authorities |
    la areas | council areas | districts | locations | locality | localities | location | parts of | parts | borough s |
    borough or boroughs | boroughs areas | councils | borough list | list of boroughs
    """,
    "council": "council | local authority | la | authority | local council | local housing authority | municipality",
    "home": """
    letting | current letting | letting sought | dwelling held | property held | home held | in the property | one home |
    one property | one unit | one letting | one dwelling | one house | main door | house flat | build | settled address |
    principal home | family house | let property | contract home | housing unit | co op home | main home | tenanted home |
    unit of accommodation | current accommodation unit | home or property | property or home | residential property |
    residence | property let | living space | household accommodation | accommodation or home | settled home |
    settled accommodation | secure accommodation | social home | apartment | tenancy property | tenanted property | homes |
    home | property | accommodation | dwelling | place | residence address | premises | unit | place to live |
    household home | housing | living accommodation | place of residence | family home | let | house | flat | void |
    vacancy | house or home | place they live in | social housing | social property | council property | council home |
    offer a property back | offer a home back | offer one back | give a property back | give a home back | give one back |
    provide a property back | provide a home back | provide one back | level of property | level of the property |
    level of current property | level of home | level of the home | level of current home
    """,
    "floor_word": "ground | 1st | 2nd | 3rd | first | second | third | top | lower | basement | lower ground | above",
    "above": "above | above the | on or above | higher than",
    "upper": """
    upper | upper floor | higher floor | first floor or above | first floor or higher | upper storey |
    on the first floor or higher | upper floors
    """,
    "without": "without difficulty | without help | easily | safely",
    "at": "at | at the",
    "to_others": "to others | to other people | risk to others",
    "unsuitable": "unsuitable | not suitable",
    "floors": "floors | storeys | levels",
    "kind_word": "flat | house | maisonette | bungalow | studio | bedsit | mais | bung | bed sit | studio flat | apartment",
    "place_word": """
    at the property | elsewhere | still in property | with sister | ward | homeless accommodation | care of friends |
    tenancy | hospital ward | prison or hospital | sofa | staying with friends | with parents | f and f | own address |
    at home address | family home | sofa surfing | emergency accommodation | bnb | approved premises |
    with friends or family | rough sleeping | sleeping rough | home | at home | own home | ta | temporary accommodation |
    refuge | hostel | hotel | friends | relatives | family or friends | friends or family | b and b | friends family |
    family friends | with friends | with family | with relatives | bed and breakfast | temp accommodation | prison | hospital
    """,
    "kinds": """
    flat or house | house or flat | house flat maisonette | flat house maisonette | flat maisonette house |
    flat or house or other | house or flat or other | house flat or other | flat house or other | house flat other |
    flat house other
    """,
    "tenures": "",
    "places": "",
    "violences": "",
    "of_whom": "",
    "by_whom": "provided by | provided by whom | delivered by",
    "address": "address | full address | postal address | home address",
    "building": "building | block | estate block | block of flats | property block | tower block",
    "bedroom": """
    sleeping rooms | minimum bedrooms | size in bedrooms | rooms needed | bedrooms we believe | rooms for sleeping |
    bed count | bedroom count | beds at | rooms used as bedrooms | number of bed rooms | bed number | bedroom | bed | beds |
    bedroomed | bedsize | bedroom size | bed size | bed rooms | bed room | number of beds | bedroom number
    """,
    "size": """
    bed size | bedroom size | property size | size in bedrooms | size of unit | size of dwelling | bedsize | house size |
    beds | size | how big | how large | size of home | what size | size of property | bigness
    """,
    "floor": """
    floor position | floor of | front door on | which level | storey position | on which floor | storey of | how high up |
    floor | storey | level | floor level | floor number | floor no | which floor | what floor | storey level | floor no s |
    level of property | level of the property | level of current property | level of home | level of the home |
    level of current home
    """,
    "kind": """
    home is a | property is a | is a flat or house | stock type | sub type | type sub type | types | category of | flag |
    flags | heading | archetype | built form | form of | construction | type s | kind of | sort of | description of | make |
    nature of | type | kind | sort | form | nature | category | style | class | description | kinds | forms | categories |
    cohort | type of violence or abuse | crime type
    """,
    "ground": "ground floor | ground level | gf | grd flr | grd floor | ground flr | ground floor level | ground fl",
    "live": """
    has now | client has | applicant has | tenant has | patient has | customer has | has at present | have at present |
    rents in | lives in now | living tonight | live at | lives at | living at | residing at | currently residing at |
    has their home | have their home | is resident | resident | are resident | was resident | is housed | is a tenant in |
    has a tenancy in | have a home | lives now | living now | makes their home | living as a tenant | residing in |
    domiciled | live | lives | lived | living | reside | resides | residing | resident in | residence | inhabit | occupies |
    occupy | occupied | occupying | based | lives in | live in | living in | dwell | dwells | housed | house in
    """,
    "stay": """
    current location | current address status | address status | location now | where are they now | where are they |
    have left the accommodation | left the accommodation | tonight | safe housed | staying right now | staying tonight |
    place of stay | stays now | accommodated at | staying since | living at the moment | current living place |
    present living arrangements | accommodation situation | currently housed | sleeping at | lodging | hosted |
    sofa surfing | physically living | physically staying | actually staying | actually living | presently accommodated |
    accommodated now | spending the night | at night | sleeps at night | stay | stays | staying | sleeping | sleep | sleeps |
    accommodated | placed | staying at | put up | currently placed | living arrangement | living arrangements |
    living situation | housing situation | accommodation status | housing circumstances | current situation |
    place of abode | abode | place of safety | staying with | housing status | where safe | stay with |
    sleeping at the moment | staying at the moment
    """,
    "located": """
    fall in | falls | falls within | falls under | within | fall under | sits in | sit in | found | place | is found |
    belongs to | lie | is located | is situated | are in | property is in | home is in | comes under | under | located |
    situated | held in | location of | lies | falls in | stands | sits | lies in | found in | stand
    """,
    "leave": """
    remain no | given up | be given up | being given up | giving up | needs to leave | need to leave | has left |
    left behind home | escape | escaping | flee from | fleeing from | move out from | moving away from | moving out from |
    surrendering | leaving behind home | moving from | leave | leaves | leaving | flee | flees | fleeing | moving out |
    move out | moving out of | running from | move away from | are fleeing from | is fleeing from
    """,
    "from": "from | out of | away from",
    "temporary": """
    homeless accommodation | homelessness accommodation | homeless unit | homeless hostel |
    temporary or supported accommodation | supported accommodation | interim | placement | temporary placement | ap | cas 3 |
    approved premises | temporary furnished accommodation | bail hostel | emergency housing | interim housing | placed |
    nightly let | tfa | emergency or interim accommodation | emergency interim accommodation | temporary accommodation | ta |
    temp accommodation | hostel | hotel | bed and breakfast | b and b | bnb | temporary housing | interim accommodation |
    emergency accommodation | temporary | nightly paid | temp accom | temp
    """,
    "refuge": "refuge | womens refuge | women s refuge | safe house | women s aid refuge",
    "friends": """
    f and f | friends and relatives | family member s home | family or friends | friends or family | family and friends |
    friends and family | friends | relatives | relations | family friends | friends family
    """,
    "own_home": "at home | own home | in the property | in own home | in their own home",
    "move": """
    to be nominated | nominated to move | for transfer | for relocation | to be relocated | applying to move |
    going to move | who will move | who are moving | who is moving | to be rehoused | for rehousing | making this move |
    relocate | relocation | moved on | move on | moving on | onward move | making the move | relocated with | rehoused with |
    be relocated | resettle | resettled | resettlement | be moved on | to be housed | be housed | move | moves | moving |
    rehouse | rehoused | rehousing | re housed | re house | re housing | relocated | relocating | transfer | transferring |
    going | go | goes | come | comes | coming | moved | be moved | to be moved | moving in | move in | moved in | moving to |
    move to | go to | moving home | being moved | be rehoused | being rehoused | moving with | coming with | coming along |
    come along | come with | moves with | to move | rehomed family | moving into | move into | who would move |
    who would be moving
    """,
    "leave_behind": """
    not moving with the household | not moving with the family | staying behind | who will not be moving | cannot remain |
    can no longer remain | cannot stay | stay behind | remain | remaining | remains | left behind | not moving | stay put
    """,
    # ── tenancy, landlord, rent ──
    "social_landlord": """
    social landlord | registered social landlord | social landlord name | rsl | housing association | registered provider |
    member landlord
    """,
    "landlord": """
    rented from | tenancy is with | granted by | name of council or registered provider | provider landlord |
    community landlord | member landlord | landlord named | mutual | landlord body | local landlord | co op landlord |
    co op or landlord | council landlord | landlord provider | scottish landlord | social housing provider | housing assoc |
    hsg assoc | housing assn | provider with whom | parent landlord | tenancy landlord | landlord authority |
    current landlord organisation | landlord s | social housing landlord | housing provider or council | ha or council |
    council or housing association | housing association or council | local authority or housing association |
    housing association or local authority | council or ha | la or ha | ha or la | la or housing association |
    council or registered provider | council or rp | council or association | association or council |
    council housing association | la ha | ha la | council ha | housing association council |
    local authority housing association | la rp | rp la | rsl la | la rsl | council rsl | borough or housing association |
    landlord or council | council or landlord | landlord council | name of ha | name of rp | landlord | housing provider |
    registered provider | rsl | ha | housing association | association | housing trust | social landlord |
    registered social landlord | registered landlord | housing company | co op | housing co operative | almo | rp | prp |
    landlords name | housing organisation | name of landlord | landlord organisation | landlord name | landlord association |
    property owner | tenancy provider | registered provider of housing | stock holding landlord | stock holder |
    public landlord
    """,
    "tenancy": """
    form of occupancy | basis of occupancy | terms of tenancy | current tenancy agreement | occupation contract | contract |
    sst | social tenancy agreement | tenancy or licence | tenancy licence | social housing tenancy | a social tenancy |
    secure tenancy | permanent tenancy | council tenancy | tenancy | tenure | lease | let as | tenancies | social tenancy |
    secure social tenancy | tsd
    """,
    "tenancy_agreement": "tenancy agreement | rental agreement | occupancy agreement",
    "agreement": "mandate | contract | occupation contract | agreement",
    "tenancy_kind": """
    terms of tenancy | tenancy terms | contract type | type of contract | kind of contract | type of occupation contract |
    type of occupancy | tenancy held type | tenure | tenancy type | type of tenancy | tenure type | tenancy status |
    status of tenancy | tenancy category | legal status | security of tenure | type of tenure | occupancy status |
    basis of occupation | agreement type | type of agreement | occupancy type | tenancy form | kind of tenancy |
    sort of tenancy | type of tenancy agreement | tenancy agreement type | form of tenancy
    """,
    "tenure_word": """
    sst | short sst | scottish secure | scottish secure tenancy | short scottish secure | standard | introductory standard |
    prohibited conduct | secure tenancy | assured tenancy | lifetime tenancy | council tenancy |
    housing association tenancy | rp tenancy | secure | assured | introductory | starter | flexible | fixed term | demoted |
    non secure | licence | license | assured shorthold | shorthold | lifetime | ast | probationary | periodic |
    joint tenure | contract | occupation contract | licensee | security
    """,
    "hold": """
    in place | hold | holds | held | holding | holder | has | grant | grants | granted | granting | issue | issues | issued |
    let by | signed up
    """,
    "own": """
    own | owns | owned | manage | manages | managed | managing | responsible for | lets | let out | provides | stock |
    owner | owners
    """,
    "rent": """
    rent | rents | rented | renting | rental | pay rent | pays rent | paying rent | rent paid | rent account | rent charge
    """,
    "arrears": """
    rent problems | tenant arrears | rent debt owed | plan to pay | rent account in debit | debt to landlord |
    money owed on the rent account | rent account arrears | money owed on rent | in arrears with rent |
    debt owed to landlord | rent or service charge debt | arrears on the account | money owed in rent |
    monies owed to landlord | money owed to the landlord | rent money owed | monies owed for rent | money owed to landlord |
    owed to landlord | debit balance on the rent account | debt on the rent account | rent account debt | tenancy arrears |
    tenancy related debt | debt on rent account | arrears balance | rent or arrears | rent arrears or debt | arrears owed |
    arrears and arrangement | arrears arrangement | current arrears | account arrears | rent outstanding | outstanding rent |
    rent owing | rent owed | rent behind | behind with the rent | behind with rent | behind on rent | behind on the rent |
    any rent owing | rent account in arrears | arrears of rent | unpaid rent | rent unpaid | rent that is owed |
    money owed for rent | rent debit | arrears on rent | owe rent | owes rent | owe any rent | owes any rent |
    owe the landlord rent | owing rent | arrears | arrear | rent arrears | in arrears | rent debt | rent debts |
    rent arrear | debit balance
    """,
    "owe": """
    be in debt | in debt by | debt | owing one | owe one | reciprocal debt | indebted | owe a | owing a | be owed | debts |
    any owing | owe | owes | owing | owed | outstanding | behind | overdue | in debt
    """,
    "entitled": """
    obliged to grant | has promised | duty to give | is obliged to give | right to return | agreed | promise | in line for |
    offered but not taken | agreed but not started | awaiting | to be given | to be granted | yet to be given | duty |
    due to be granted | guaranteed | waiting for | right to | has yet to | agreed to give | entitlement | entitled | due |
    promised | undertaken to grant | undertaken | duty to grant | yet to be granted | has to give
    """,
    "account": "account | balance | rent account | payment",
    "repay": "repayment plan | repayment | payment plan | repay",
    "care_leaver": "care leaver | leaving care | care leavers | if care leaver | for care leavers",
    "joint": """
    two names or one | number of tenants | tenants number | joint one | two names | other joint tenant |
    other contract holder | joint contract holders | joint contract holder | joint contract | joint membership |
    jointly with another | with another | more than one signatory | other joint member | another contract holder |
    joint customer | shared with | two people | two or more people | two holders | both names | more than one person |
    anyone else | another person | someone else named | with another person | another tenant | more than one holder |
    other tenants | any other tenant | any other person | second person | other person | joint | jointly | jointly held |
    shared | share the tenancy | in joint names | joint names | more than one tenant | two tenants | more than one name |
    two or more tenants | co tenant | cotenant | second tenant | other tenant | joint tenant | joint tenancy |
    joint tenants | other party | joint holder | joint names or | joint tenancy holder | co tenants | anyone else on |
    anyone else named on
    """,
    "sole": """
    sole signatory | only signatory | sole contract holder | only contract holder | only person named | her name only |
    his name only | their name only | one signatory | name only | own name | own name only | clients name only |
    applicants name only | only person | sole | sole tenant | sole tenancy | sole name | in sole name | only tenant |
    only name | one name | single name | solely | alone | sole names | single tenant | single | one and only tenant |
    only tenant named
    """,
    # ── people and things of which a form asks that are none of our questions ──
    "landlord_staff": """
    housing officer | tenancy officer | neighbourhood officer | patch officer | estate officer | income officer |
    rent officer | housing officer at landlord | landlord s housing officer | landlord contact | landlord officer |
    named lead | landlord lead | contact at landlord | landlord neighbourhood manager | housing manager | estate manager |
    income team
    """,
    "manager": """
    supervising officer | supervising officer informed | supervising manager | practice manager | your supervisor |
    your manager | unit manager | area manager | operations manager | ward manager | senior | authorised by | signed off by |
    countersignature | senior probation officer | senior practitioner | countersigning | countersigned by | duty senior |
    deputy team manager | deputy manager | deputy team leader | manager | line manager | team manager | supervisor |
    team leader | team lead | service manager | head of service | senior manager | authorising manager | approving manager |
    manager approving | manager authorising | managers | director
    """,
    "health": """
    capacity to consent | mental capacity | has capacity | capacity to decide | gp practice | name of gp practice |
    practice | hospital number | clinic appointments | dentist | pharmacy | nhs trust number | gp | gp surgery | doctor |
    surgery | nhs number | nhs no | medication | mental health | physical health | diagnosis | hospital | disability |
    disabilities | disabled | impairment | health conditions | medical condition | medical conditions | health needs |
    midwife | health visitor | psychiatrist | cpn | substance use | substance misuse | alcohol | drug use | drugs |
    drug or alcohol use | health professional | health professionals | allergies | learning disability | care needs |
    care package | occupational therapist
    """,
    "social": """
    other professionals | other professionals involved | other agencies | other agencies involved | professionals involved |
    agencies involved | pathway plan | pathway plan in place | other services involved | other workers involved |
    core group | next core group | family support worker | youth justice service worker | youth justice worker |
    youth offending service | yjs worker | family worker | guardian | safeguarding reference | safeguarding lead |
    safeguarding number | lac status | looked after child | social worker | children s social worker |
    childrens social worker | social services | children s services | childrens services | child protection |
    child protection plan | child in need | child in need plan | early help | social care | adult social care |
    children s social care | safeguarding referral | lead professional for the children | youth offending team | yot worker |
    personal adviser
    """,
    "school": """
    school year | year group | key stage | school years | school attended | school | schools | nursery | college |
    school or nursery | schools attended | education | place of education
    """,
    "incident": """
    incident | incidents | last incident | most recent incident | latest incident | assault | attack | arrest | arrests |
    charge sheet | offence | offences | disclosure of abuse | first incident | previous incidents | recent incidents |
    date of last incident
    """,
    "police_case": """
    crime report | crime report number | crime report no | suspect status | offence type | incident number | police log |
    log number | niche number | athena number | police station | gpms | protective marking | offender release date |
    release date | mappa level | intel reference | crime reference | crime reference number | crime ref | cad | cad number |
    cris | cris reference | crime number | police reference | police reference number | police ref | police involvement |
    police involved | police aware | reported to police | urn | police force area | police report | gangs matrix |
    police contact | police | police officer | police officer dealing | police officer dealing with the case
    """,
    "court": """
    solicitor | solicitors | civil orders | solicitor civil orders | court case | criminal proceedings | family court |
    legal proceedings | charges | caution | pleas | injunction | non molestation order | occupation order |
    restraining order | bail | bail conditions | court | court order | court orders | conviction | convictions |
    licence conditions | court date | hearing date | orders in place | protective orders | probation conditions | curfew |
    tag curfew | tag | release address
    """,
    "marac": """
    marac | heard at marac | marac date | marac case | marac number | dash | dash score | dash ric | dash ric score |
    risk assessment | risk level | level of risk | risk assessment score | risk rating | mappa | risk assessment completed |
    risk score | marac reference | ric score | caada dash | marac chair | hate crime panel
    """,
    "equality": """
    eet status | eet | known to yjs | languages spoken | english spoken | religion or faith | country of origin |
    preferred contact method | refugee status | carer | caring responsibilities | armed forces | veteran | care experienced |
    pregnancy and maternity monitoring | household language | ethnicity | ethnic origin | ethnic group | nationality |
    immigration status | religion | religion or belief | sexuality | faith | belief | sexual orientation | gender identity |
    gender reassignment | marital status | equality monitoring | equalities | monitoring | age group | age band | age range |
    first language | preferred language | language | languages | language spoken | main language | interpreter |
    interpreter needed | interpreter required | recourse to public funds | nrpf | no recourse to public funds | pronouns |
    trans | communication needs | preferred method of contact | communication requirements | visa | visa expiry | visa status
    """,
    "money": """
    amount and repayment plan | repayment plan | payment plan | amount owed | council tax up to date | council tax account |
    rent account number | rent reference | account number | hb claim | uc claim | payment reference | benefits | benefit |
    housing benefit | universal credit | income | savings | welfare benefits | weekly rent | rent amount | debts or loans |
    benefit cap | employment | employment status | working | earnings | wages | council tax | service charge |
    benefits received | hb reference
    """,
    "kin": """
    next of kin | emergency contact | emergency contact number | emergency contact details | relationship |
    relationship to applicant
    """,
    "birth": """
    date of birth | dob | d o b | place of birth | country of birth | national insurance number | ni number | ni no | nino |
    passport number
    """,
    "service_charge": "service charge",
    "postcode": """
    postcode | post code | full address | home address | current address | correspondence address | street |
    previous address | previous addresses
    """,
    "unwanted": """
    unsuitable | not suitable | not be suitable | would not be suitable | would be unsuitable | not accept | would refuse |
    would not take | not be accepted | would not accept | would be refused | not consider | would not consider
    """,
    "extras": """
    cot | bunk beds | bed spaces | number of bed spaces | cot or bunk beds | white goods | storage | assistance dog |
    assistance dogs | guide dog | furniture | removals | garden | parking | balcony | outdoor space | heating |
    heating type | epc | adaptations | adaptations required | adaptations needed | bath | shower | wet room | grab rails |
    hoist | driveway | lift needed | lift required | broadband | furnished | carpets | decoration | permit | bins |
    bin store | maintenance | garden maintenance | grounds maintenance
    """,
    "receipt": """
    submitted at | submission id | submission number | submission time | submitted via | form submitted |
    date and time submitted | date of this form | date of form | form date | date request received |
    date we received the request | received request | request received | date referral received | date of notice |
    date received | received by | received on | date circulated | circulated on | date approved | approved on | approved by |
    checked by | logged by | date logged | date form received | date of receipt | date acknowledged | date closed |
    date of decision | decision date
    """,
    "remarks": """
    comments | comment | notes | remarks | further information | additional information | any other information |
    other information | anything else | further details | supporting information | other comments | additional comments |
    further comments | additional notes | any other comments | anything else we should know
    """,
    "feedback": "feedback | satisfactory | satisfaction",
    "narrative": """
    summary | brief summary | summary of risk | brief summary of risk | background | circumstances |
    summary of circumstances | details of the risk | description of events | chronology | history | case history |
    outline of risk | summary of the case | risk summary | details of incidents | nature and circumstances |
    history of abuse | details of abuse
    """,
    "documents": "document | documents | id documents | proof of id | documents to bring | must bring | to bring",
    "signing": """
    signature | signatures | signed | print name | signature of applicant | applicants signature | signature of officer |
    countersigned | initials
    """,
    "duration": """
    known to service | known to service since | known to your service | known to the service | known to us |
    known to agency | known to your agency | known to us since | how long known | been known to your service |
    known to your organisation | known to us for | date first known to service | known since | date of tenancy |
    date tenancy granted | date moved into | date left the property | how long has client been there | date moved in |
    how long have they | date entered | date moved into refuge | tenancy granted on | date nominated | arrival date |
    date of arrival | length of stay | number of previous offers | previous offers made | offers made before |
    offers refused before | offers so far | previous offers refused | property types that would be unsuitable | times moved |
    visits | visit done | last visit | length of tenancy | how long | length of | start date | start | started | commenced |
    commencement | began | begin | begun | end date | ended | expiry
    """,
    "police": """
    collar number | warrant number | victim liaison officer | officer in the case | officer in case | oic |
    investigating officer | police officer | police contact | police officer dealing | police officer dealing with the case
    """,
    "links": """
    links | link | connections | connected | associates | networks | known to frequent | frequents | contacts in | ties |
    linked | associated | based | works | has family | frequent
    """,
    "included": "included | to be included",
    "perpetrator": """
    person who poses a risk | person who presents a risk | person or people who pose a risk | anyone who poses a risk |
    anyone posing a risk | anyone who is a risk | person who poses a threat | person posing a threat |
    person causing the risk to them | abusive party | someone they fear | someone she fears | one of those she is afraid of |
    cause of the danger | person they fear | partner who abuses | person who harmed the patient |
    person who harmed the client | person who harmed the applicant | violent party | one who is violent | dangerous person |
    danger to the family | risk to the young person | person who is dangerous | violent one | one causing harm |
    person who abuses | person who abuses them | person who has abused them | person who is causing the problem |
    person causing the problem | person who they need to get away from | who they need to get away from |
    who they are fleeing | person posing a risk | perpetrator or suspect | person causing problems | source of threat |
    source of the threat | person they need to get away from | person from whom safety is sought | suspect s |
    one they need to get away from | person from whom they seek safety | person from whom the tenant seeks safety |
    person from whom the applicant seeks safety | ones causing the risk | person the client is at risk from |
    person the tenant is at risk from | person the applicant is at risk from | person the resident is at risk from |
    abuser or perpetrator | alleged suspect | person presenting the risk | person presenting a risk |
    person who presents the risk | person using abuse | person perpetrating the abuse | person perpetrating |
    subject of concern | harming person | person harming | person who has caused the harm | person who has caused harm |
    person causing the violence | ex partner who is the source of risk | person the client is fleeing |
    person the applicant is fleeing | person the tenant is fleeing | person the family is fleeing |
    person the household is fleeing | person being fled | person hurting them | person who has harmed them |
    person who abused them | person abusing them | person who caused the harm | person responsible for the risk |
    person causing the threat | person making the threats | person who is the risk | person who is violent | violent person |
    abusive person | abusive partner | violent partner | harmer | suspect | person from whom they are at risk |
    person they are afraid of | person threatening them | perpetrator or alleged perpetrator | perpetrator or abuser |
    risk person | person who is causing the risk | person who is causing harm | person causing them harm |
    person putting them at risk | person who puts them at risk | perpetrator | perp | abuser | offender | aggressor |
    person causing harm | person who caused harm | person causing the harm | person responsible | person posing the risk |
    person who poses the risk | person they are fleeing | source of the risk | source of risk | person of concern |
    alleged perpetrator | person responsible for the abuse | person causing the risk | one causing the risk |
    person who hurt them | person who harmed them | person who is a risk | person carrying out the abuse | person of risk |
    person they are running from | person they fled from | person harming them | alleged abuser | person using violence |
    person alleged to have caused harm | person responsible for the harm | person causing the abuse |
    perpetrator of the abuse | perpetrator of abuse | alleged offender | one hurting them | person they are at risk from |
    person the risk comes from | person who is abusing them | perpetrators
    """,
    "overcrowded": """
    overcrowding issues | too many people living | too many people living in | too many people in |
    number of people too high | too many living | squashed for space | squashed | overcrowded by our bedroom standard |
    bedroom standard | statutory overcrowding | within the meaning of part x | living in cramped conditions |
    cramped conditions | too crowded for the household | overcrowded conditions | over crowded | over crowding |
    severely overcrowded | living in overcrowded conditions | too few bedrooms | lack of space | lack of bedrooms |
    bedrooms too few | overcrowded | overcrowding | crowded | crowding | cramped | too small | short of space |
    lacking bedrooms | lacking a bedroom | too many people | bedroom short | statutorily overcrowded | too crowded |
    short of bedrooms | short of bedroom | short of a bedroom | insufficient bedrooms | not enough bedrooms |
    not enough space | not enough room
    """,
    # ── household ──
    "adult": """
    18s | aged 18 or above | over18 | 18 or above | adults 18+ | 18+ year olds | 18 years+ | 18 yrs+ | 18 yrs and over |
    women and aged 18 years or over | aged 18 and above | 18 and above | eighteen and over | aged 18 years and over | 18yrs |
    over 18 years | 18 years or older | grown ups | all adults | adults 18 | adults aged 18 | adult s | adult members |
    adult household members | adult family members | non dependants moving | adults over 18 | adults 18 and over | adult |
    grown up | grownup | over 18 | over 18s | over18s | 18 and over | 18 or over | aged 18 and over | aged 18 or over |
    aged 18 | above 18 | 18 plus | 18+ | over eighteen | aged eighteen or over | eighteen or over | 18 years and over |
    person over 18 | people over 18 | persons over 18 | of full age | aged over 18 | 18 and older | members over 18 |
    18 years or over | aged 18+ | adults aged 18 and above | adults aged 18 and over | adults aged 18 or over |
    adults aged 18 or above | adult details
    """,
    "child": """
    juvenile | siblings under 18 | aged under 18 years | u18 | younger children | dependents | dependants |
    dependent children under 18 | children under 18 | children aged under 18 | child ren | children 0 17 | kids under 18 |
    minors under 18 | under 18 years | under 18 years of age | children and young people | child members | sons daughters |
    son or daughter | sons or daughters | children aged 0 17 | little ones | children under the age of 18 | children s |
    child | children | kid | minor | under 18 | under 18s | under18s | u18s | under eighteen | dependant | dependent |
    dependent child | dependent children | people under 18 | persons under 18 | under age | persons under eighteen |
    boys and girls | sons and daughters | child s | youngster | aged under 18 | 0 17 | aged 0 17 | dependants under 18 |
    young children | infant | baby and child | 18 and under | below 18 | members under 18 | aged 17 and under |
    17 and under | under the age of 18 | child details | childrens details
    """,
    "make_up": "composition | make up | makeup | size and make up | breakdown | members | profile",
    "pregnant": """
    new baby | new baby expected | expected new baby | expectant mother | anybody expecting | anyone expecting |
    if expecting | antenatal | maternity details | pregnancies | pregnant or expecting | expecting a child | expected baby |
    baby expected | expectant | with child | pregnant | pregnancy | expecting | maternity | expecting a baby | baby |
    unborn | unborn child | unborn baby | baby on the way | confinement | unborn baby due
    """,
    "due": """
    enter edd | due date if known | delivery due date | baby due when | expected delivery date | when baby is due |
    due date of baby | expected delivery | baby is due | is due | week due | expected birth date | due in | birth expected |
    expected birth | date the baby is due | date baby is due | date baby due | estimated delivery date | delivery due |
    confinement date | expected week of confinement | due week | expected date of confinement | edd date | birth due |
    baby due | due date | edd | expected date | expected date of delivery | estimated due date | due on | expected week |
    expected arrival | expected date of birth | date due | baby due date | estimated date of delivery | date expected |
    when due | delivery date | unborn baby due
    """,
    "expected": "expected | estimated | anticipated | arrival | born | delivery",
    # ── the home wanted ──
    "wanted": """
    selected by applicant | selected by the applicant | first choice | chosen by the applicant | selected |
    selected by client | selected by the client | chosen by client | asks for | asking | applying | applying for |
    hopes for | would like to be considered for | apply | requests | needs | need | qualifies for | qualify for |
    entitlement | considered for | be considered for | identified | hoped for | agreed with client | agreed | approved |
    eligible | allocation | allocations policy | under the allocations policy | policy | would be considered |
    of preference | in order | in order of preference | ranked | in no order | no order | necessary | essential | need for |
    wanted | want | wants | requested | requesting | required | require | requires | requirement | needed | sought | seek |
    seeking | desired | preferred | prefer | prefers | preference | asked for | asking for | looking for | wish | wishes |
    would like | wish to | want to | wants to | hoping | hope | hope to | like to | like | needing | applied for |
    entitled to | eligible for | eligibility | assessed | assessed as needing | assessed for | assessed need | now required |
    needs met by | chosen | chooses | choice | of choice | choices | options | option | requested by | wishes to |
    like to be | would like to be | suitable | suited | desires | wishing | interested in | keen on | apply for |
    nominated for | being requested
    """,
    "safe": """
    no known risk | with no known risk | without known risk | cleared as safe | cleared | cleared by police |
    cleared by the police | checked as safe | agreed as safe | identified as safe | approved as safe | assessed safe |
    confirmed as safe | confirmed safe | after risk assessment | following risk assessment | safe after risk assessment |
    felt safe | viewed as safe | kept safe | be safe in | deem safe | regarded as safe | would be safe | will be safe |
    considered to be safe | thought to be safe | assessed as safe | not at risk | no risk | free of risk | free from risk |
    without risk | safe | safely | safest | considered safe | be safe | feel safe | feels safe | safe to live | deemed safe |
    felt to be safe | thought safe
    """,
    "accept": """
    could settle | assessed as suitable | assessed as suitable by police | feels safe in | picked | has picked |
    may be offered | can be offered | could be offered | could be considered | may be considered | can be considered |
    client would accept | would be acceptable | did not allow them | be considered for | identified as safe | approved for |
    would go | would go to | agreed as safe | would move | would move to | suitable for relocation | agreeable to |
    would take | take | considered suitable | say yes to | fine with | be happy with | alright with | would accept |
    could accept | would consider | could manage | acceptable for | prepared to accept | happy to accept |
    willing to accept | willing to consider | happy to consider | prepared to consider | prepared to move | willing to move |
    happy to move | open for | suitable | suit | suits | consider for | amenable | accept | accepts | accepted | acceptable |
    consider | considers | considered | ok | okay | happy with | happy to | happy | willing to | willing | prepared to |
    open to | agreeable | be fine | fine | content with | all right | alright | accepting | considering | be considered |
    acceptable to | agree to | ok with | happy for | content for | prepared | allow | allowed | permitted | permit |
    permits | allows | pet policy | policy on pets
    """,
    "look": "look | look in | search | search in | look for | consider you for | look at | bid | searched",
    "offer": """
    previous offers | offer | offers | offered | offering | be offered | on offer | offer of | to be offered | being offered
    """,
    "unsafe": """
    pose a risk | poses a risk | where risk remains | linked to the threat | linked to threat | linked to the risk |
    linked to risk | assessed as unsafe | considered unsafe | feels unsafe | feels unsafe in | feel unsafe |
    identified as unsafe | deemed unsafe | thought unsafe | unsafe for | viewed as unsafe | would be unsafe |
    would not be safe | would not feel safe | unsafe | dangerous | not safe | not be safe | not considered safe |
    not feel safe | danger | not ok | risky | no longer safe | now unsafe | not felt to be safe
    """,
    "risk": """
    posing a risk | poses a risk | pose a risk | present a risk | presents a risk | at risk from groups or individuals |
    would be at risk | may be at risk | is at risk | are at risk | be at risk | put at risk | be in danger | in danger |
    areas of risk | area of risk | hotspots | source of danger | safety concerns | safety concern | threat exists |
    where the threat is | risk factor | risk factors | risk category | risk type | danger from | presenting risk |
    risk or harm | identified risk | risk identified | threat or risk | risk of violence | risk of abuse | in danger in |
    in danger from | threatened | threat from | risk | risks | at risk | threat | threats | risk of harm | danger of |
    at risk in | at risk from | high risk | risk area | risk areas | concern
    """,
    "avoid": """
    must not be sent to | must not be moved to | rival groups are active | links to exploiters | links to the perpetrator |
    ruling out | rule out for safety | not acceptable on risk grounds | unsuitable by reason of risk | rules out |
    ruled out because | excluded for safety | excluded on safety grounds | off the list | not wanted because of danger |
    cannot be considered for | excluded because of risk | to be ruled out | that are ruled out | which are ruled out |
    out of the question | not suitable | ruled out for safety | unsuitable for | considered unsuitable | not suitable for |
    that are unsuitable | which are unsuitable | deemed unsuitable | unsuitable on grounds of | unsuitable because of |
    unsuitable due to | must not go back to | cannot go | cant go | can t go | should not go | not go back | not go back to |
    ruled out on safety grounds | ruled out on grounds of safety | ruled out because of safety | exclusion areas |
    not return to | cannot return to | must not return | must not return to | to stay away from | stay clear of |
    to be avoided | to rule out | rival areas | rival | cannot safely go | not go to | avoid on safety grounds |
    cannot be placed in | unsuitable because of risk | not travel to | banned | bail exclusion | to be excluded |
    to keep away from | not appropriate | inappropriate | should not move | must avoid | to avoid | where not to |
    not to offer | not to place | do not offer | do not place | should avoid | not wanted for safety | prohibited |
    exclusion zone | exclusion zones | not an option because of risk | to steer clear of | unable to move |
    unable to return | cannot be considered | not be considered for safety | not offer | must keep out of |
    must stay out of | must keep away from | need to avoid | needs to avoid | unacceptable | not acceptable | not placed |
    avoid | avoided | excluded | exclude | exclusion | exclusions | off limits | no go | no go areas | ruled out | rule out |
    keep away | keep away from | keep out of | stay away from | stay out of | avoidance | must be avoided | barred |
    out of bounds | steer clear of | areas to avoid | stay away | should not be offered | not to be offered |
    must not be offered | not be offered | not be placed | not be housed | do not house | must not live | cannot live |
    can not live | not to be considered | no offer may be made | must not move | not look in | cannot be offered |
    cannot be placed | cannot be housed | must not be housed | must not be placed | should not be placed |
    should not be housed | not be moved | cannot be moved | cannot return | cannot safely live | not safely live |
    not return | must not go | should not be considered | unable to live | cant live | can t live | cannot move
    """,
    "step_free": """
    level access needed | level access required | step free route | no steps needed | somewhere with no steps |
    step free route to the front door | steps free access | entrance without steps | without any steps | step free entry |
    step free home | step free route in | no step | no step access | step free or level access | level or ramped access |
    free of stairs | no internal or external steps | no internal steps | no external steps | level or step free access |
    level or lift access | step free or lift access | level threshold | steps free | step free level access |
    level or ramp access | no steps or stairs | no stairs or steps | step free or ramped access | ground level access |
    lift or level access | step free | step free access | level access | no steps | without steps | no stairs |
    without stairs | ramp | ramped access | level entrance | ramped | free of steps | level entry | stepless |
    step free entrance | step free property | free from steps | flat access | stair free | level ramped access |
    ramped level access
    """,
    "no_stairs": """
    cannot negotiate steps | cannot climb steps | cannot negotiate stairs | not negotiate steps | not manage steps |
    not climb steps | not use stairs | cannot do stairs | cant do stairs | unable to use steps | cannot cope with stairs |
    difficulty using stairs | difficulty with steps | cannot manage steps | unable to manage steps | problem with stairs |
    not able to manage stairs | unable to climb stairs | difficulty climbing stairs | struggle with stairs |
    struggles with stairs | issues with stairs | problems with steps | struggle with steps | not manage stairs |
    cannot manage stairs | unable to manage stairs | difficulty with stairs | cannot climb stairs | not climb stairs |
    unable to use stairs | difficulty managing stairs | problems with stairs | cant manage stairs | trouble with stairs |
    cannot use stairs | stairs a problem
    """,
    "stairs": "stairs | steps | stair | step | a flight of stairs | flight of stairs | flights of stairs",
    "manage": """
    manage | manages | climb | climbs | use | cope with | copes with | get up | walk up | managing | climbing | go up |
    negotiate
    """,
    "clear": """
    clear | up to date | paid in full | in credit | paid up | free of arrears | clear of arrears | paid up to date |
    clear rent account | in good order
    """,
    "able": "able | able to | capable of",
    "access": "access | entry | entrance | accessible | accessibility | physical access",
    "mobility": """
    mobility | mobility need | mobility needs | physical needs | disability access | mobility issues | mobility difficulties
    """,
    "medical": """
    medical | health | medically | medical grounds | medical reasons | medical or | physical | medical need | medical needs |
    health reasons
    """,
    "wheelchair": """
    wheelchair used | w chair | wheel chair user | needs to take a wheelchair | wheelchair access | wheelchair accessible |
    wheelchair adapted | wheelchair friendly | wheelchair standard | wheelchair use | wheelchair accessibility |
    wheelchair accommodation | wheelchair property | wheelchair housing | wheelchair | wheel chair | wheelchair user |
    wheelchairs | wheelchair users
    """,
    "use": "use | uses | using | user | rely on | relies on | dependent on",
    "adapted": "fully | adapted | standard | friendly | suitable for | adaptable | accessible or adapted | category",
    "lift": """
    served by lift | served by a lift | lift serves | lift serving | lift to floor | lift to all floors | lift | lifts |
    passenger lift | working lift | lift access | elevator | lift available | access to a lift | access to lift
    """,
    "pet": """
    therapeutic pet | pets at the address | pets belonging to the household | dog | dogs | cat | cats |
    assistance dog or other pet | dangerous dogs or other pets | cat dog other | dogs cats other | pets assistance animals |
    pets kept | companion animal | animals to be moved | pets or other animals | pets and other animals | pets livestock |
    animals pets livestock | pets at the property | pets at home | pet s | animal s | pets or animals | animals or pets |
    pets and animals | domestic animals | any pets | household animals | domestic pets | dogs cats or other | cats dogs |
    dogs cats | pet owner | pet ownership | owner of a pet | animals in the household | pets in the home | pet | animal |
    pets animals | animals pets | household pet | domestic animal | domestic pet | pet or animal | cats and dogs |
    cat or dog | dog or cat | cat dog or other pet | other pet | other animal | pet policy | policy on pets
    """,
    "keep": "keep | keeps | keeping | kept | bring | bringing",
    "rehome": """
    agreeable to rehoming | whether agreeable to rehoming | prepared to rehome | relinquish | surrender | surrender animal |
    give up the animal | find a new owner | new owner | permanent new owner | leave pets with | without them |
    go without pets | move without pets | without the pet | without pets | go to somebody else | go elsewhere |
    leave the animal behind | leave animals behind | relinquish them | placed elsewhere | place elsewhere |
    new home be found | find another home | find a new home | found a new home | find alternative home |
    finding another home | given to someone else | looked after elsewhere | placed with someone else | leave the pet |
    give the pet up | give her pet up | give their pet up | give pet up | give pets up | give their pets up |
    part company with | leave behind the pet | give the animal up | rehomed elsewhere | put up for rehoming | be given up |
    made to rehome | rehome any | rehome or give up | give up or rehome | home their pet | find homes for | rehome |
    rehomed | rehoming | re home | re homed | re homing | part with | give up | given up | let go | part from |
    find another home for | find a new home for | give away | give them up | giving up | find a home for | new home found |
    be rehomed | parted with | be re homed | parting with | leave pet behind | finding a new home for
    """,
    # ── risk and support ──
    "main": """
    lead | main presenting | presenting | overarching | leading | core | single most important | most important | prime |
    first or main | biggest | underlying | main | primary | principal | key | chief | predominant | first | foremost |
    overriding | main or primary | primary or main | most serious | major | principal threat
    """,
    "reason": """
    refusal code | reason code | reason category | refusal category | cause of | reason | ground | cause | reasons for |
    grounds | rationale | basis | reason s | ground s
    """,
    "violence": """
    threats | crime | offence or threat | risk type | qualifying risk | qualifying reason | qualifying ground | danger |
    type of violence or abuse | contributing risks | problem | issue of risk | vawg | type of vawg | principal threat |
    crime type | abuse type | abuse or risk | abuse risk | threat | concern | safeguarding concern | safeguarding issue |
    vulnerability | offending | harm caused | abuse suffered | presenting issue | concern type | reason type | danger type |
    harm experienced | risk issue | abusive behaviour | violence risk | harm type | exploitation or abuse |
    threat of violence | harm or violence | violence | abuse | harm | violence or abuse | abuse or violence | issue |
    violence and abuse | violence abuse | harm or abuse | abuse violence | abuse or harm | harms
    """,
    "violence_word": """
    domestic | gangs syv | sexual | hate | youth | gang crime | knife crime | gang related | honour based |
    stalking or harassment | racial harassment | homophobic | racist | vawg | sexual assault | rape | familial abuse |
    child abuse | elder abuse | financial abuse | coercive control | so called honour based abuse | fgm | terrorism |
    intimidation | extremism | threats | cuckooing | witness protection | da | domestic abuse | domestic violence | dv |
    dva | sv | sexual violence | syv | serious youth violence | youth violence | gangs | gang violence | hate crime |
    gang related violence | honour based violence | honour based abuse | hbv | exploitation | sexual exploitation | asb |
    witness intimidation | harassment | stalking | gang | modern slavery | trafficking | cse | county lines |
    forced marriage | community safety | domestic abuse or | other violence | vaw
    """,
    "face": """
    escaping | is fleeing | are fleeing | is escaping | been through | at risk of | face | faces | faced | facing |
    experience | experiences | experienced | experiencing | suffer | suffers | suffered | suffering | subjected to |
    affected by | applies | apply
    """,
    "request": """
    report | enquiry | reciprocal transfer | reciprocal application | nomination request | relocation request |
    move on referral | housing referral form | referral pack | reciprocal nomination | case | transfer application |
    housing nomination | application for transfer | rehousing referral | move request form | request | requests | referral |
    referrals | application | nomination | property request | housing request | submission | referral form | request form |
    application form | nomination form | referral request | this form | form | move request | property request form |
    reciprocal request | transfer request | paperwork | property referral | rehousing request | housing referral |
    case referral | application made | officer making the request | officer making request | officer making the referral |
    officer making referral | caseworker making the referral | which application | which request | which referral |
    which nomination | which case
    """,
    "reference": """
    arc | unique reference number | identification number | identification code | ref s | reference | ref | code |
    reference number | reference code | ref no | ref number | id | identifier | case number | unique reference |
    reference no | unique code | ref code | request number | application number
    """,
    "scheme": """
    plhr | managed move | managed moves | managed reciprocal | reciprocal transfer | reciprocal pot | pool | scheme |
    reciprocal | reciprocals | reciprocal scheme | housing reciprocal | reciprocal team
    """,
    "circular": "circular",
    "coordinator": "coordinator | co ordinator | scheme coordinator | coordinators",
    "office": """
    office use | coordinator to complete | coordinator completes | scheme to complete | for completion by the coordinator |
    to be completed by the coordinator | for completion by coordinator | official use only | for official use |
    for official use only | completed by coordinator | office only | coordinator only | coordinators office |
    staff use only | scheme use | scheme use only | team use only | leave blank | coordinator use only | office use only |
    for office use | for office use only | official use | admin use | internal use | coordinators use
    """,
    "support": """
    mentor in place | exit programme | working with tenant | working with the family | working with family |
    resettlement worker | exit support provided | help arranged | other help arranged | helping the family | helping them |
    helping her | helping him | exit service | support package | external support | who is helping | outreach | mentoring |
    continuing support | stay involved | stays involved | aftercare | post move support | ongoing advocacy |
    support post move | support after move | specialist support | keep supporting | keeps supporting | go on supporting |
    community support | helping | supporting organisation | exit support | move on support | floating support |
    outreach support | tenancy support | support through the move | support with the move | support during the move |
    ongoing support | continued support | support after the move | being supported | help | helps | assist | aid |
    supported by | working alongside | work alongside | support service | support agency | support provider |
    support organisation | advocacy service | supporting agency | supporting service | support | supporting | supported |
    supports | advocacy | resettlement support | assisting | supporting the
    """,
    "support_worker": """
    idva isva | idva or isva | da service | domestic abuse service | specialist domestic abuse service |
    independent domestic violence advisor | independent domestic violence adviser | independent domestic violence advocate |
    independent domestic abuse adviser | idsva | womens aid | idva | isva | idva service | idva support | support worker
    """,
    "in_place": """
    involved with | currently engaged | referred to | engaged with client | supporting client | lead | in contact with |
    working with client | going on | supporting them | supporting | currently supporting | supports | working | continue |
    continuing | will continue | allocated | open to | known to | engaging with | engaging | accessing | linked with |
    linked to | assisting | receiving | in place | involved | ongoing | engaged | engaged with | working with |
    currently involved | currently working with | work with | works with
    """,
    "provide": "provider | providing | provided | provision | gives | giving | offers support | provides support | delivering",
    "agency": """
    almo | one stop shop | community safety unit | community safety partnership | partnership | employed by | company almo |
    refuge organisation | unit bcu | team locality | department team | team department | programme or agency |
    clinic or trust | refuge or organisation | centre or agency | command or unit | command unit | managing organisation |
    delivery unit | society | clinic | programme | centre | day centre | refuge or agency | agency or refuge | hub |
    partner agency | refuge provider | community agency | trust or team | trust host organisation | trust and team |
    police unit | police force | safeguarding team | multi agency team | unit | borough unit | pdu | host agency | co op |
    committee | business area | trust | your unit | force | bcu | association | your association | local office | office |
    division | your trust | service name | team name | section or team | department or team | directorate or service |
    team and organisation | team organisation | probation delivery unit | support service | support agency |
    support provider | support organisation | advocacy service | supporting agency | supporting organisation |
    supporting service | idva service | da service | domestic abuse service | specialist service | borough or organisation |
    public body | institution | group | unit or team | authority or agency | office or team | organisation or agency |
    your employer | referring body | vcs organisation | third sector organisation | agency or borough | employing authority |
    employing agency | charity or agency | charity or organisation | organisation or charity | council or charity |
    charity or council | council charity | agency or charity | provider | specialist domestic abuse service |
    organisations name | agency | organisation | organization | service | charity | company | team | department | employer |
    body | agencies | services | organisations | project | workplace | employing organisation | agency or organisation |
    org | business | directorate | employing body | agency or service | firm | voluntary agency | agency name |
    service area | service or team | team or service | agency team | organisation name | place of work | organisation or team
    """,
    "housing_moves": """
    h moves | hm scheme | housing moves | housing moves scheme | gla housing moves | gla housing moves scheme
    """,
    "register": """
    reg | registration y n | signed up | signed up for | active application | applied for | applied to | application |
    registration made | on | has registered | bidding account | in place | set up an account | account with |
    registered for | registered with | registered on | listed on | enrolled on | part of | on the books of |
    been put forward | apply | applying | registered | register | registration | applied | joined | signed up to |
    application made | put forward | bidding | live application | enrolled | a registered application | been registered |
    account is active | account active | active account
    """,
    # ── officers ──
    "officer": """
    referring officer worker | allocated practitioner | key contact for this referral | mentor | idva name | isva name |
    adviser | advisor | presenting officer | allocated worker | programme worker | day centre worker |
    caseworker nominating | completed by key worker | case lead | referring adviser | adviser completing this form |
    referring organisation contact | referring caseworker | officer dealing with the request | officer presenting |
    lead officer for the request | officer in charge of the request | person dealing with this |
    refuge worker completing this form | idva completing this request | idva completing this form |
    idva completing this referral | care co ordinator making this referral | care coordinator making this referral |
    referring clinician | clinician | responsible officer | requesting professional | spoc | named professional |
    member of staff completing | staff completing this form | key worker completing this form |
    support worker completing this form | worker completing this referral | refuge worker completing this referral |
    nurse or clinician | referring practitioner | professional referring | case manager | offender manager |
    probation officer making the referral | advocate completing this form | advocate making the referral |
    housing officer making referral | housing officer making the referral | housing officer making this referral |
    housing officer making this application | officer in the case making the referral | oic making this referral |
    oic making referral | submitting officer | refuge worker completing form | refuge worker completing the form |
    youth worker making the referral | idva making the referral | idva making this referral | idva completing form |
    idva completing the form | keyworker making the referral | key worker making the referral |
    social worker making the referral | social worker making this referral | person who is making this referral |
    officer submitting | officer submitting this form | officer submitting this request | staff member making the referral |
    staff member completing this form | support worker making the referral | support worker making this referral |
    worker referring | officer referring | housing officer completing this form | housing officer completing the form |
    probation practitioner | submitting professional | officer submitting the request | person making nomination |
    officer nominating | officer making the nomination | officer making nomination | person making the nomination |
    person making this nomination | housing officer referring | idva referring | caseworker making the referral |
    caseworker making this referral | caseworker referring | person filling in form | person who completed this form |
    person who is referring | worker making the referral | worker making this referral | worker completing this form |
    professional making the referral | professional making this referral | professional completing this form |
    officer making referral | officer making the request | officer making request | officer completing this form |
    officer completing the form | agency worker | named nominating officer | referral officer | referral agent |
    referring person | referring officer or worker | main worker | main contact | main contact person | first contact |
    primary contact | lead contact | contact person | contact officer | person to contact | link worker |
    officer responsible | officer dealing | officer dealing with the case | officer dealing with case |
    person dealing with the case | practitioner making the referral | author | form author | author of this form |
    originator | nominating person | nominating worker | nominating officer s | nominee officer | officer s | referrer s |
    refferer | referer | person in charge of the case | officer | referrer | nominator | worker | caseworker | case worker |
    professional | practitioner | advocate | lead professional | nominating officer | no | referring officer |
    nominating professional | referring professional | referring worker | case holder | case officer | caseholder | agent |
    person completing | person making the referral | person making this referral | person completing this form |
    person making this request | person making the request | person completing the form | person referring |
    person nominating | person submitting | named officer | requesting officer | officer completing | lead officer | sender |
    officer making the referral | officer making this request | person filling in this form | person filling in the form |
    person submitting this form | member of staff | staff member | person making referral | person making request |
    person submitting the form | person who is making the referral | completing person
    """,
    "referrer": "referrer | nominator",
    "people_total": """
    total in household | total in the household | total in family | total household | household total | total moving |
    total to move | total people | total persons | total occupants | total number in household | total members
    """,
    "refer": """
    referred | be referred | referring | nominating | refer | refers | nominate | requesting agency | nominating or referring
    """,
    "housing_officer": """
    housing officer | tenancy officer | neighbourhood officer | patch officer | estate officer |
    neighbourhood housing officer
    """,
    "name": """
    name s of | person s name | name of person | name and surname | full names | first and last name | first name last name |
    forename | forename surname | last name | first and second name | signed name | print full name | name printed |
    officer name print | name | names | named | full name | first name | surname | first name and surname |
    forename and surname | name in full | print name | name s | called
    """,
    "role": """
    grade | what they do here | your job | what is your job | job held | staff role | profession | profession or role |
    profession role | rank | rank or role | rank role | role rank | capacity in which | job title or rank | job title rank |
    rank job title | title role | title or role | post or role | position or role | role or position | post or job title |
    job title or role | position in agency | role in agency | work title | post or position | position or post | function |
    professional role | professional title | your post | office or post | office or post held | what you do |
    occupation or role | job position | designation or role | grade or role | role in the organisation |
    position in the organisation | role within agency | role | position | post | job title | job | designation | occupation |
    job role | role title | title of post | capacity | job description | post held | position held | job or role |
    role or job title | title | post title | role position
    """,
    "email": """
    trust email | office email | nhs mail | hospital email | team e mail | office e mail | nhs email | nhs net email |
    mps email | police email | justice email | justice gov uk email | pnn email | secure email contact | email direct |
    team email | work inbox | egress email | criminal justice email | work e mail address | secure email address only |
    e mail s | e mail address secure | email addresses | secure e mail address | cjsm | gcsx | egress |
    secure electronic mail | secure electronic mail address | official email | official e mail | professional email |
    business email | work email address | your mail | return email | email for correspondence | email secure only |
    mail secure | e mail work | email work | email | e mail | email address | e mail address | secure email | secure e mail |
    mail address | mail | secure mail | electronic mail | emails | secure email address | work email | work e mail |
    email contact | contact email | electronic mail address | e mail contact | secure address | gcsx email | cjsm email |
    email secure | contact e mail
    """,
    "phone": """
    ddi | office line | phone line | work line | duty line | direct no | contact line | phone direct | line | mobile tel |
    tel direct | tel ext | bleep | phone ext | phone number s | phone no s | work phone number | work mobile number |
    duty phone | duty number | call you on | number to reach you on | number to ring you on | number you can be reached on |
    contact telephone no | work tel | work mob | office tel | tel number s | best number | daytime contact number |
    daytime contact | your number | telephone s | switchboard | mobile or landline | landline or mobile |
    telephone or mobile | phone or mobile | main number | best telephone | call back number | call back | phone | telephone |
    tel | mobile | telephone number | phone number | tel no | tel number | mobile number | contact number | contact no |
    direct line | direct dial | landline | phone no | telephone no | contact tel | contact telephone | contact phone |
    mobile no | number to ring | number to call | work phone | work mobile | work telephone | office number |
    office telephone | work number | telephone contact | office phone | ext | extension | ring | phone contact |
    telephone mobile | mobile phone | tel mobile | mob | daytime phone | daytime telephone | daytime number |
    mobile telephone | phone mobile | mobile phone number | contact telephone number | direct telephone |
    work telephone number | phone numbers
    """,
    "contact": """
    call you | talk to | speak to | get hold of | call | write to | correspondence with | corresponding with |
    dealing with correspondence | communicate with | best contact | contact point | point of contact | reply to | contact |
    contacts | contact detail | contact details | how to contact | reach | correspond | correspondence |
    contact information | contact info | to be contacted | get in touch with | in touch
    """,
    "work": "work | works | work for | based at | employed by | working for | employed",
    "other": """
    other | another | additional | further | secondary | second | subsidiary | besides | extra | others | else | apart from |
    as well as | remaining | anything else | alternative | different | elsewhere | in addition
    """,
    "colleague": "colleague | colleague s | colleagues | team member | co worker",
    "second": """
    alternative point of contact | alternative contact point | deputy lead | cover when on leave | other advocate |
    second advocate | deputy caseworker | cover officer | covering officer | someone else we can speak to |
    other committee member | speak to if you are away | alternative spoc | deputy spoc | who else can we contact |
    who else can we speak to | someone else we can contact | another contact | alternative to contact | duty idva |
    on cover | depute | depute officer | alternate | duty officer in your absence | duty officer |
    person to talk to if youre away | if you re away | if you re off | if caseworker is off | if caseworker is away |
    if referrer is away | is away | is off | if i m away | if worker is away | covering idva | deputy keyworker | instead |
    contact instead | stand in worker | contact if away | cover contact | in the referrers absence |
    in the absence of referrer | if the referrer is away | if the referrer is not available |
    if the referrer is unavailable | if not in | not in the office | out of the office | when you are away |
    when you are not available | if you are not available | if unable to reach | if we cannot reach you | cannot reach you |
    if you cannot be reached | cannot be reached | other nominating officer | deputising person | deputises for |
    second point of contact | stands in | standing in | fallback | fall back | second officer | cover person | cover worker |
    other officer | other worker | another officer | another worker | someone else in the team | team contact |
    duty contact | if you are unavailable | if not available | when not available | if i am unavailable | if im away |
    if im not here | during absence | in the officers absence | if referrer unavailable | leave and sickness |
    annual leave contact | sickness or leave | holiday cover | sickness cover | officers deputy | your deputy |
    alternative person | alternative officer | second referrer | cover colleague | acting | in case of absence |
    contactable in absence | case of absence | in your absence contact | if away | if absent | when absent | when off |
    while off | youre off | youre away | are off | are away | second | 2nd | deputy | deputising | back up | backup |
    alternative | additional | covering | cover | cover for | stand in | standby | substitute | second named | reserve |
    cover arrangement | officer 2 | contact 2 | no 2 | deputising officer | in your absence | in my absence | in absence |
    in the absence of | absence | absent | away | on leave | annual leave | unavailable | not available | not here |
    when away | if you are away | if youre off | if you are off | off | if unavailable | leave cover | deputise | deputises |
    another | if i am away | out of office | covers | covers for | covered by | colleague covering | covering colleague |
    while you are away | while away | second person | not in | are not in | on holiday
    """,
    "lead": "lead | named lead",
    # ── consent ──
    "consent": """
    information sharing form signed | consent form signed | free and informed consent | permission from applicant |
    authorised us to share | wishes this referral to go ahead | permission received | authority to disclose |
    authority to share information | says yes to | has said we may | has said yes | authority signed | parental consent |
    agree to relocation | release obtained | signed release | disclosure authority | mandate | signed mandate |
    signed a mandate | mandate signed | given you permission | allowing us | allows us | permission to refer |
    agrees to the referral | agrees to referral | agreed to the referral | agreed to referral | signed consent | permits |
    has agreed | have agreed | has consented | have consented | consents to | consenting to | gave their consent | ok with |
    okay with | on board with | wants us to | wants this | supportive of | in support of | informed consent given |
    given consent | consent given | consent obtained | gives consent | client agreement | is happy for | are happy for |
    happy to be referred | happy to share | willing to be referred | permission given | permission obtained | in agreement |
    in agreement with | approves | given agreement | given their agreement | agrees for | agrees to | said yes to | assent |
    assented | accepted that | agreed that | agreed to | consent status | consent confirmed | happy that | given authority |
    given authorisation | authorised this | authorised us | gave consent | gave permission | gave agreement |
    consent was given | permission was given | content with | happy with | happy for | signed agreement | signed permission |
    opted in | oked | okayed | go ahead for | consent | consented | consents | permission | authorisation | authorization |
    authorise | authorised | agree | agrees | agreed | say yes | says yes | said yes | go ahead | authority to share |
    approval to share | consenting | informed consent | gives permission | given permission | happy for us |
    explicit consent | explicit agreement | written consent | verbal consent | consent form | client consent |
    valid consent | consent statement | consent declaration | gdpr consent | data sharing consent |
    consent to share information | give consent | information sharing agreed | data sharing agreed
    """,
    "know": """
    told | discussed | discussed this referral with | talked to | fully informed | been informed | explained | explained to |
    been explained | had explained | spoken to | aware this | agreed with | gone through | read and understood | read |
    been made aware | made aware | has been told what will be shared | told what will be shared | informed that | aware |
    aware of | knows | know | knows about | know about | told about | been told | understands | understand | understood |
    informed of | informed about | informed | aware that | knowledge | discussed with | full knowledge | notified
    """,
    "share": """
    be shared | to be shared | shared with | disclose information | share this | going forward | go forward |
    exchange of information | being passed | being passed to | be passed to | passed to | passed on to | be shared with |
    given to | information exchange | releasing | release | release of | seen by | sent to | processed | processing |
    be given to | used for | be used | used | put forward | be put forward | forward | forwarded | provided to | supply |
    submit to | being submitted | pass to | transfer of information | passing to | share | shared | sharing | pass on |
    passed on | passing on | passing | passed | disclose | disclosed | disclosure | information sharing | share information |
    sharing information | data sharing | pass | circulated | being shared | sharing of | exchange | use of
    """,
    "data": """
    release | information release | release of information | referral information | form contents | details |
    personal information | personal data | client information | household information | client data | case information |
    family information | form | this form | client details | data held | data | their information | their details |
    their data | her details | this information | personal details | case details
    """,
    "own_consent": """
    tenant has authorised us to share | tenant has signed the information sharing form |
    signed the information sharing form | tenant has signed a consent form | tenant has signed the consent form |
    applicant has consented | applicant has agreed | client has consented | client has agreed | tenant has consented |
    tenant has agreed | customer has consented | customer has agreed | patient has consented | patient has agreed
    """,
    "obtained": """
    recorded | documented | obtained on | received | on our file | evidenced | in place | held | captured | provided by |
    obtained | gained | taken | sought | given | gave | received from | secured | on file | on record | in writing | verbal |
    verbally | written | explicit | freely | confirmed | held on file | gives | give consent | granted by | been given
    """,
    "sign": """
    signed the release | signature date | signed on | signed by | signing | signed | sign | signature of consent | signs |
    sign date
    """,
    "partners": """
    partners | partner landlords | landlords | partner agencies | other landlords | agencies involved |
    participating landlords | landlord partners | members of the scheme | partner organisations | partner organisation |
    other agencies
    """,
    # ── doing ──
    "made": """
    wrote | contacting | contacted | reported | record completed | completed and sent | filled | filling this in | filling |
    dispatched | lodged | initiated | signed and sent | originated | compiled | authored | starting this form | entered |
    actioned | logged | returned | forwarded | emailed | passed | dated | transmitted | posted | supplied | made | make |
    makes | making | sent | send | sending | submit | submits | submitted | submitting | complete | completed | completes |
    completing | filled in | fill in | filling in | filled out | fill out | prepared | raised | written | done | drawn up |
    filling out | generated | dated form | put in | application made | officer making the request | officer making request |
    officer making the referral | officer making referral | caseworker making the referral
    """,
    "assigned": """
    insert | to insert | inserted | entered by | completed by | to be completed by | to be assigned | to be allocated |
    will be assigned | to be given | given | to be added by | added by | set by | filled in by | used by |
    if already allocated | already allocated | supplied by | provided by | generated by | assigned | allocated |
    assigned to | given to | issued by | inserted by | allocated to | assign | allocate
    """,
    # ── decisions, offers, outcomes, changes ──
    "decision": """
    verdict | ruling | outcome of decision | determination of request | final answer | head of service decision |
    decision of housing decisions | conclusion | landlord position | decision | decided | decide | decides |
    landlords decision | determination | outcome of consideration | final decision | recommendation | our answer |
    position on | response | answer to | answer | responses | consideration
    """,
    "outcome": "outcome | result | results | outcomes",
    "approve": """
    nomination accepted | accept this nomination | take this forward | taking this forward | accepted by us | supported by |
    sign off | signed off | signs off | accept the nomination | accept the request | accept this request |
    agree the request | agree the nomination | accepted nomination | approve | approved | approves | approval | endorsed |
    endorse | support request | agree request | approving | sanction | sanctioned | back | backs | backed |
    supports request | able to support | in favour | supportive
    """,
    "decline": """
    not agreed because | refusal comments | comments on refusal | additional comment on refusal | if refused | if declined |
    n | not supported because | refuse the home | refused the home | rejecting | why are we not taking this forward |
    not taking this forward | not taking forward | not agreeing | turning property down | turning the property down |
    turning it down | turned it down | turned down the offer | not take up | said no to | saying no to | not to accept |
    not accepting | not taken | against | not been agreed | not been approved | not willing | not wanting | objection |
    objections | objects | disagree | disagrees | disagreement | reason for no | withheld | not go ahead | not proceeding |
    not able to agree | unable to agree | unable to take this forward | not able to approve | not nominate | not nominated |
    decline | declined | declines | declining | refuse | refused | refuses | refusing | refusal | refusals | reject |
    rejected | rejects | rejection | turn down | turned down | turn the offer down | turn it down | decline s | negative |
    not approved | not agreed | not supported | not support | not approve | not accepted | not agree | said no | say no |
    saying no | non approval | unsuccessful | not accept | cannot support | unable to support | not able to support |
    unable to approve | not back | not proceed | cannot approve | not be supported | a no | is no | not take it |
    not be approved | explain refusal | explain the refusal | explain your refusal
    """,
    "conditional": """
    special terms | conditions set | proviso | wishes to attach | upon condition | conditional upon | support depends on |
    agreement depends on | agreed with conditions | if agreed with conditions | with conditions | dependent on | dependent |
    prerequisites | requirements | requirement | restrictions | reservations | conditional | condition | conditions |
    subject to | provisos | provided that | depends on | terms | conditional approval | conditionally |
    conditions of approval | conditions attached | conditional on | stipulations | stipulation | caveat | caveats |
    dependent upon | strings attached | on condition that | conditions apply | provided | requirements attached
    """,
    "which_case": """
    which application | which request | which referral | which nomination | which case | which applicant | which client
    """,
    "attached": """
    attached | attach | apply to | imposed | applying | met | fulfilled | satisfied | stipulated | conditions attached |
    conditional upon | conditional on | dependent upon | dependent on | subject to | depends on
    """,
    "panel": """
    exceptional moves panel | managed moves panel | housing needs panel | committee | board | exceptional allocations panel |
    complex cases panel | cases panel | moves panel | allocations meeting | approval panel | priority panel |
    exceptions panel | panel | panel meeting | panel hearing | allocations panel | exceptional circumstances panel |
    decision panel | housing panel | lettings panel | panels | management panel | transfer panel
    """,
    "meet": """
    referred to | going to | referred | sitting | next sitting | next meets | next meet | tabled | tabled at | awaiting |
    deferred | deferred to | convenes | decide this | appear before | goes before | go before | before | taken |
    discussed at | discussed | decided at | meet | meets | meeting | hearing | heard | sits | sit | considered by | goes to |
    go to panel | going to panel | scheduled | considered at | presented to | listed | set down | consider request | take |
    taken to | being held | heard by | submitted to | consideration by
    """,
    "acknowledge": """
    must later give | understands it must | accepts that | undertakes to make | obligation understood |
    understood and accepted | undertake to | agree to | content to be shown as | be shown as | understands |
    understands that | know that | confirms that | recognise | recognises | recognise that | aware that | notes that |
    commits to | liability | owing | acknowledge | acknowledges | acknowledged | acknowledgement | acknowledging |
    acknowledgment | accept that | understood that | undertake | undertakes | undertaking | commitment | commit |
    obligation | commits | committed | pledge | confirm that | we understand | agree that
    """,
    "return": """
    give one home | later give one home | reciprocal obligation understood | made available in return | in return |
    in exchange | give back | back to | give one back | repay with | back to the pot | to the pot | pot | return |
    returning | returned to the scheme | reciprocate | reciprocation | reciprocal obligation | reciprocal home |
    in future for | pay back | repaid | replacement home | replenish | offer a property back | offer a home back |
    offer one back | give a property back | give a home back | provide a property back | provide a home back |
    provide one back
    """,
    "available": """
    empty and ready | available to occupy | empty | available to occupy from | will it be ready | vacant from |
    ready for occupation on | to be ready | void ready | available for letting | ready to occupy | be empty |
    may be occupied | can be occupied | be occupied | occupied from | date ready | void end | keys available |
    vacant possession | ready for occupation from | ready for let date | letting date | expected to be ready | keys ready |
    occupation date | void completion | completion of works | ready by | ready to move into from | available | availability |
    ready | ready to let | ready for letting | rtl | ready for occupation | vacant | free | available to let |
    available to move in | ready to move into | becomes available | available for occupation | handover | let date |
    ready for let | move in
    """,
    "viewing": """
    be inspected | shown | seen | come and view | property inspection | viewings | viewing held | open viewing | view it |
    be seen | viewing | view | viewed | be viewed | accompanied viewing | inspection | come and see | see it | inspect |
    viewing appointment | viewing slot | attended the viewing | accompanied the viewing | conducted the viewing |
    carried out the viewing
    """,
    "arranged": """
    arranged | appointment | slot | booked | proposed | scheduled for | time and date | fixed | offered for viewing
    """,
    "by": """
    hear back by | accepted or refused by | accept or refuse by | must be accepted by | must be accepted or refused by |
    when do we need to hear back | when do you need to hear back | when must you hear | need to hear back | need an answer |
    no later than | by which date | by which | must be answered | be answered | need a yes no by | need an answer by |
    need to hear by | need to know by | when by | decision date limit | end of offer | offer end date | time limit |
    answer deadline | response date | reply date | offer expiry date | date offer expires | date offer ends | must reply by |
    must be received by | to be returned by | return by | need a decision by | reply no later than | respond no later than |
    response no later than | answer no later than | deadline | closing date | reply by | respond by | response by |
    answer by | reply needed by | response needed by | latest date | last day | last date | by what date | expires | expiry |
    expire | lapses | open until | held until | valid until | hold until | hold it until | offer ends | decision by |
    decision needed by | reply required by | response required by | cut off | cut off date | final date | latest |
    reply due | response due | answer needed by | ends on | let us know by | expiry date | date expires | accept by |
    acceptance by | confirm by | when do you need to know | when do you need a reply | when do you need an answer |
    when do you need a decision | when do we need an answer | when do we need a reply
    """,
    "reply": """
    replying | replying about | hear back | hear back from you | hear | reply | replies | respond | acceptance | responding |
    hear from you
    """,
    "status": """
    remain open | remains open | on hold | still on hold | is open | still live | still current | is the offer current |
    standing | still stands | offer state | status | position of | current status | current position | stands | live | open |
    open or withdrawn | withdrawn or open | still open | state of | still available | going
    """,
    "period": """
    wkly mthly | week fortnight month | per week fortnight month | weekly fortnightly or monthly | weekly or fortnightly |
    charged per week fortnight month | wk fn mth | weekly or four weekly | pw or pm | w m | charged per |
    payable weekly or monthly | weekly or monthly | state pw or pcm | period to which | per week month | rental period |
    per pw pcm | charge period | period covered | collection frequency | period | frequency | how often | per week or month |
    pw pcm | pw or pcm | weekly monthly | per week per month | wk mth | week or month | interval | basis |
    monthly or weekly | pw pm | weekly or pcm | weekly fortnightly monthly | charging period | payment period |
    payment frequency | per | how frequently | charged | every | falls due
    """,
    "weekly": "weekly | per week | pw | a week | each week | week",
    "monthly": "monthly | per month | pcm | a month | per calendar month | calendar month | pm | month | each month",
    "cost": """
    total | charge total | full | charges | cost | price | charge | charged | payable | pay | paid | net | gross |
    inclusive | how much | to be charged | incl service charge | including service charge | inclusive of service charge |
    inc service charge | excl service charge | excluding service charge | exclusive of service charge
    """,
    "stage": """
    position | position at | position reached | where things stand | current position | stage of offer | stage now |
    status now | update | stage | point | point reached | progress | stage reached | where are we | reached | how far
    """,
    "happened": """
    reached | this stage reached | happened | happen | took place | take place | occurred | event | go | went | take effect |
    this happened
    """,
    "effect": "takes effect | comes into effect | came into effect",
    "start": """
    date of entry | entry | sign up date | runs from | tenancy runs from | signing up | signed up | lease start | let from |
    commencing | take up | start | started | starts | began | begin | begins | commence | commenced | commencement |
    commences | sign up | signed up on | first day | starting | tsd | runs | start date | commencement date | became | become
    """,
    "moved": "moved | moved in | rehoused | housed | moved into | have moved | who moved | move in | moving",
    "changed": """
    what is changing | changing | what has changed | amending | amendment to | being amended | update to |
    contacting us about | what do you need to change | what do you want to change | change | changed | changes | update |
    updated | amend | amended | amendment | amendments | updates | different | alter | altered | alteration | variation |
    revise | revised | varied | vary | modify | modified
    """,
    "withdraw": """
    taken back | been taken back | withdraw | withdrawal | withdrawing | close | closed | closing | cancel | cancelled |
    cancelling | cancellation | closure | end the request | being withdrawn | withdrawn request | ending | off the list |
    take off the list | taking off | withdrawn
    """,
    "notice": "notice | notification | purpose of",
    "add": """
    to add | to be added | now also | extra ones | new ones | would now like considered | now like considered |
    additionally | newly | add | added | adding | additional | addition | additions | extra | further | extend | extended |
    include these | plus | newly added | also
    """,
    "remove": """
    taken away | to be taken away | no longer feels safe in | no longer feel safe in | feels unsafe in now | to take away |
    take away | struck off | to be deleted | to come off | come off | crossed out | to remove | to be removed |
    to be struck off | withdrawn | no longer ok | not to be considered any more | no longer to be considered | to drop |
    leave out | to be left out | remove | removed | removing | delete | deleted | take off | taken off | drop | dropped |
    removal | struck out | strike out | crossed off | taken out | no longer wanted | no longer required |
    no longer requested | no longer acceptable | no longer safe | no longer considered | no longer happy with |
    no longer suitable | take out
    """,
    "take_over": """
    taking this on | takes this on | taking the case on | taking on the case | worker taking over | officer taking over |
    colleague taking over | new lead | new contact | reallocated to | now responsible | assumes responsibility |
    picking up the case | picking up | takes the case on | take over | taking over | takes over | taken over | takes on |
    taking on | handed over to | handover to | handing over to | passes to | passed to | transferred to | reassigned to |
    now held by | now holding | looking after | looks after | successor | succeeding | transferring to | assuming |
    allocated to now | holding the case | now dealing with | dealing with | now working with | new case holder |
    to contact now | case passes
    """,
}


def _of_rows() -> dict[str, frozenset[str]]:
    meanings: dict[str, frozenset[str]] = {}
    for concept, text in _ROWS.items():
        for phrase in filter(None, wordings(text)):
            meanings[phrase] = meanings.get(phrase, frozenset()) | {concept}
            if concept == "officer" and _REFERS.search(phrase):  # «referring practitioner» is whoever sends the form
                meanings[phrase] |= {"referrer"}
    return meanings


_REFERS = re.compile(
    r"\b(?:referring|referrer|refer+er|nominating|nominator|submitting|requesting|originator|sender"
    r"|(?:making|completing|filling|completed|presenting)(?: in)?(?: (?:the|this))?"
    r" (?:form|referral|request|nomination|application))\b"
)


CONCEPTS = frozenset(_ROWS)
MEANINGS = _of_rows()  # a word of two meanings has both: the other words of the label decide
LONGEST = max(phrase.count(" ") + 1 for phrase in MEANINGS)  # words
