"""Words that change nothing of a decision beside which they stand. Data for parsing/accounts.py, grouped by what is talked about.

A word is put here when no clause made of such words alone could take a decision back, put it off, restrict it, put it under
a condition, or mean another case. So no negation, condition, exception, hedge, order, wish or time to come is here, no verb
of deciding or reporting, nobody who decides: where one of these is harmless after all, a saying covers it
(parsing/harmless_sayings.py). An order is a verb in its bare form: these stay out, their other forms may come in.
"""

from __future__ import annotations


def as_set(*lines: str) -> frozenset[str]:
    """The words of the lines, as one set."""
    return frozenset(" ".join(lines).split())


# --- small words ------------------------------------------------------------------------------------------------------

# A closed class: what joins words and clauses and points at things, as far as it changes nothing.
SMALL = as_set(
    "a an the this that these those it its i we me us my our ours mine you your yours he she they him her them his",
    "hers their theirs who which there here of in on at by for from to into with within about over under up down out",
    "through across along around via per re regarding regards and so as because am is are was were been being has",
    "have having had do does did all each every everyone everybody everything one more most much many lots lot",
    "several few some such very really quite rather pretty just now then today yesterday always often above below",
    "attached enclosed herewith hereby therefore accordingly hence thus ago near nearby pm st nd rd th etc eg ie w/c",
    "x xx xxx k s hi hello hey hiya morning afternoon evening yes yep yeah yup ok okay oh ah any anyway named since",
    "again thnaks mornin aye grand off whatsoever noted hereto",
)
DAYS = as_set(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun",
    "january february march april june july august september october november december jan feb mar apr jun jul aug",
    "sep sept oct nov dec day days week weeks weekend weekends fortnight month months year years hour hours minute",
    "minutes moment mornings afternoons evenings night nights lunchtime summer autumn winter spring christmas easter",
    "time times date dates noon o'clock daily weekly monthly quarterly annual yearly bank holiday holidays season",
    "fortnightly diary calendar appointment slot rota",
)
# How something is or was done, as far as it makes it no less certain.
MANNER = as_set(
    "happily gladly formally officially fully kindly safely well quickly promptly swiftly carefully thoroughly",
    "closely regularly recently currently presently truly sincerely clearly plainly certainly definitely absolutely",
    "completely entirely wholeheartedly strongly directly personally jointly unanimously finally earlier lately",
    "successfully smoothly properly correctly exactly extremely particularly especially greatly highly deeply dearly",
    "warmly kindest sadly unfortunately regrettably obviously simply actually financially physically mentally",
    "emotionally medically locally frankly honestly literally readily easily nicely beautifully brilliantly",
    "immediately straightaway alone fast best better long",
)

# --- manners ----------------------------------------------------------------------------------------------------------

THANKS = as_set(
    "thank thanks thankyou thx ta cheers grateful gratitude appreciate appreciated appreciative appreciates",
    "appreciation patience patient sorry apologies apology apologise apologising pleased glad happy delighted lovely",
    "good great nice kind fine brilliant excellent super fantastic wonderful marvellous grand perfect amazing wish",
    "wishes wishing rgds warm warmest faithfully dear team colleague colleagues folks sir madam pleasure welcome",
    "congratulations congrats luck wow phew hope hoping hopes trust trusting news delay delayed late lateness slow",
    "slowness confusion inconvenience trouble typo typos brevity silence quiet chasing chased nudge prompt prompting",
    "reminder reminders nudging bearing effort efforts hard help helpful helped helping assistance advice guidance",
    "support kindness understanding note usual courtesy excuse pardon soz pls love loved enjoyed enjoying enjoy lucky",
    "blessed heart hearts prayers thoughts fond smile smiles joy relief relieved cried tears overjoyed thrilled",
    "chuffed excited grin moon bless hurray hooray yay delight happier happiest",
)
OFFICE = as_set(
    "office offices desk desks room building floor reception canteen kitchen kettle coffee tea biscuits cake lunch",
    "breakfast printer printers scanner photocopier copier laptop computer screen keyboard mouse headset phone phones",
    "mobile line lines landline voicemail inbox mailbox folder spam junk system systems server network wifi internet",
    "website portal intranet software migration password login outage glitch fault boiler heating radiator lift",
    "engineer plumber parking car train trains tube bus buses bike commute traffic roadworks strike weather rain",
    "raining rained snow snowing sunny sunshine heat heatwave hot cold wet windy storm freezing garden gardens sick",
    "sickness ill illness flu covid poorly unwell hospital dentist childcare half term birthday retirement wedding",
    "party training course workshop conference forum seminar webinar meeting meetings agenda teams zoom calls chat",
    "chats conversation conversations catchup discussion discussions supervision handover audit inspection",
    "restructure merger busy hectic manic mad crazy frantic understaffed staffed backlog workload pile piled piles",
    "snowed caught catching swamped nightmare chaos chaotic quieter normal working worked works work based hybrid",
    "remotely job jobs role roles manager's newcomer newcomers newsletter leaflet leaflets poster posters logo",
    "brochure survey questionnaire budget invoice invoices figures statistics spreadsheet launch launched opened",
    "opens opening relocated refurbished relocation stationery envelope envelopes stamp stamps post postal royal mail",
    "fax courier photograph photo photos picture pictures card cards flowers chocolates balloons plant plants dog",
    "walk marathon run running football cricket tennis gym swim swimming team's festival carnival fair charity raffle",
    "quiz broken stuck jammed crashed crashing crash live dead empty noisy",
)
CONTACT = as_set(
    "contacts contacted contactable email emails emailed emailing e-mail e-mails e-mailed e-mailing mails mailed",
    "message messages messaged text texts texted texting letter letters wrote writing written replies replied",
    "replying reply response responses responded responding answer answered answering phoned phoning telephoned",
    "telephone rang ringing rung called calling spoke spoken speaking talked talking discussed discussing chatted",
    "number numbers extension ext address addresses direct dial switchboard signature copied copying cc cc'd ccd cced",
    "forwarded forwarding sent sends sending received receiving receipt acknowledged acknowledging acknowledgement",
    "acknowledge reached available free detail details info information query queries question questions enquiry",
    "enquiries correspondence corresponded communication communications liaised liaising liaise link links linked",
    "touch posted attach attaching attachment attachments enclose enclosing enclosure reference ref refs heading",
    "thread",
)

# --- papers -----------------------------------------------------------------------------------------------------------

PAPERS = as_set(
    "form forms file files paper papers paperwork document documents documentation documented report reports record",
    "records recorded copy copies scan scans scanned scanning upload uploaded pdf word page pages section sections",
    "paragraph sheet template templates pack packs bundle evidence evidenced statement statements proof proofs",
    "certificate certificates passport id birth identification consent privacy notice gdpr data protection agreement",
    "agreements signed signatures dated version versions draft supporting risk risks assessment assessments dash",
    "marac mappa vawg safelives cris crime crimes incident incidents log logs police court orders nmo injunction",
    "witness bail probation prison sentence sentenced trial hearing charge charged arrest arrested conviction",
    "convicted offence offences investigation investigating investigated safeguarding referral referrals request",
    "requests requested application applications nomination nominations case cases circular circulars scheme pot pool",
    "reciprocal reciprocals list lists listing database tracker register registered registration history background",
    "context chronology timeline summary notes noted comments read reads reading reviewed reviewing looked looking",
    "checked checking verified verifying seen sighted considered considering studied noting filled filling completed",
    "completing complete updated updating correct accurate legible clear thorough detailed comprehensive thoroughness",
    "provided providing supplied supplying gathered prepared preparing submitted submitting obtained logged logging",
    "saved stored filed filing printed printing confirmed confirms confirming verify matches tallies deadline",
    "turnaround timeframe process processes procedure procedures policy policies protocol rules toolkit manual",
    "service",
)

# --- people -----------------------------------------------------------------------------------------------------------

PEOPLE = as_set(
    "client clients applicant applicants tenant tenants family household resident residents customer customers lady",
    "woman man gentleman couple survivor victim person people mum mother mummy dad father parent parents child",
    "children kid kids son sons daughter daughters baby babies toddler twin twins teenager teenagers teen teens",
    "infant newborn girl girls boy boys grandchild grandchildren grandson granddaughter nan gran grandmother",
    "grandfather adult adults minor minors dependant dependants pregnant expecting carer carers partner husband wife",
    "ex ex-partner ex-husband ex-boyfriend boyfriend perpetrator perp abuser gang gangs associates neighbour",
    "neighbours relatives age aged ages old young older younger eldest youngest female male women men single married",
    "separated divorced widow widowed themselves herself himself ourselves myself",
)
STAFF = as_set(
    "officer officers worker workers caseworker caseworkers keyworker housing tenancy income rents neighbourhood",
    "neighbourhoods estate estates lettings allocations allocation voids void repairs maintenance community",
    "communities safety domestic abuse violence idva idvas isva advocate advocates social care children's services",
    "department directorate division unit hub centre agency agencies organisation organisations landlord landlords",
    "association associations trusts council councils local borough group homes society provider partnership partners",
    "coordinator co-ordinator administrator admin assistant adviser advisor advisors specialist solicitor solicitors",
    "lawyer lawyers doctor gp nurse midwife health visitor psychologist counsellor therapist teacher school schools",
    "nursery college university constable sergeant detective interpreter translator refuge hostel women's aid options",
    "homelessness prevention resettlement outreach floating mental physical disability occupational moves solutions",
    "property properties rehousing general senior junior principal deputy interim mrs ms mr miss dr prof",
)

# --- the home and the tenancy -----------------------------------------------------------------------------------------

TENANCY = as_set(
    "tenancies secure assured introductory starter flexible fixed lifetime joint sole licence protected demoted",
    "shorthold periodic holds held holding holder lives lived living resides resided residing occupies occupied",
    "occupying occupant occupants rented renting rent account accounts credit balance paid pays paying payment",
    "payments plan dd debit standing benefit benefits universal uc hb dwp pip esa employed employment student carer's",
    "allowance pension pensioner conduct model exemplary reliable respectful longstanding established dating",
    "succession succeeded inherited decanted converted order home flat flats house houses maisonette bungalow studio",
    "bedsit apartment bed beds bedroom bedrooms bedded double box rooms ground basement storey level upper lower top",
    "lifts stairs steps wheelchair accessible adapted adaptations balcony bathroom shower toilet communal door entry",
    "cctv alarm locks sanctuary block street road area areas boroughs town city place places park station shops",
    "central outskirts overcrowded overcrowding crowded damp mould disrepair suitable danger dangerous pet pets dogs",
    "cat cats rabbit hamster goldfish owe owes owing owed debt exchange",
)
LIFE = as_set(
    "vulnerable vulnerability vulnerabilities high medium serious severe significant real genuine credible ongoing",
    "present immediate urgent urgency urgently asap pressing priority critical grave alarming shocking awful terrible",
    "horrible dreadful horrendous harrowing distressing sad upsetting upset frightening scary frightened scared",
    "terrified fear fearful fears afraid anxious anxiety depression ptsd trauma traumatic traumatised stress stressed",
    "stressful isolated lonely desperate exhausted shaken threatened threats threat harassment harassed stalking",
    "stalked assault assaults assaulted attack attacks attacked injured injuries injury harm harmed violent abusive",
    "abused sexual exploitation county youth knife hate racist racism homophobic coercive control controlling",
    "behaviour deserve deserves deserved struggling struggled struggle coping copes suffered suffering suffers",
    "experienced experiencing endured fresh start chance life difficult tough circumstances situation position",
    "medical disabled autism autistic asthma asthmatic epilepsy diabetes cancer dementia mobility medication",
    "treatment therapy counselling surgery appointments recovering recovery wellbeing welfare wellness gcse exams",
    "aware know known knows knew understand understands understood familiar acquainted remember remembered feel felt",
    "feels sense",
)
# What happens in an office around a case and decides nothing of it.
DOINGS = as_set(
    "assisting assisted engaged engages engaging engagement cooperating cooperative attended attending attends",
    "visited visiting visits interviewed interviewing saw seeing met raised raising flagged flagging pointed",
    "highlighted mentioned mentioning shared sharing passed passing handed handing going dealt dealing deals handled",
    "handling handles managed managing manages explained explaining explains described describing reassured",
    "reassuring informed informing notified notifying booked booking arranged arranging organised organising",
    "scheduled presented presenting stands stood added adding circulated circulating listed joining included",
    "including marked marking missed fell overlooked forgot forgotten slipped buried",
)
NUMBERS = as_set(
    "two three four five six seven eight nine ten eleven twelve dozen quarter pair hundred",
)
DESCRIBING = as_set(
    "big small little large short quick brief full important main particular special whole extra careful further",
    "reasonable sensible straightforward simple easy positive strong polite pleasant friendly content satisfied",
    "comfortable satisfactory supportive keen ready able willing current recent latest internal regional national",
    "chief executive reason reasons basis behalf respect regard relation view matter matters thing things point",
    "points part end side way ways fact facts total amount levels range type types size sizes overall piece bit face",
    "faces name names interest value values purpose purposes turn step bottom hands hand eye eyes fyi btw",
)

HARMLESS = (
    SMALL | DAYS | MANNER | THANKS | OFFICE | CONTACT | PAPERS | PEOPLE | STAFF | TENANCY | LIFE | DOINGS | NUMBERS | DESCRIBING
)

# --- what is never here -----------------------------------------------------------------------------------------------

# The closed classes that can turn, limit, put off or question what is said. None of them may be among the words above.
OPERATORS = {
    "negation": as_set(
        "no not never none nothing nobody noone neither nor without cannot can't don't doesn't didn't isn't aren't",
        "wasn't weren't won't wouldn't couldn't shouldn't haven't hasn't hadn't mustn't needn't ain't nowhere hardly",
        "barely scarcely seldom rarely nay nope nah non",
    ),
    "condition": as_set(
        "if unless provided-that providing-that assuming whether otherwise lest once when whenever until till before",
        "after pending subject condition conditions conditional conditionally contingent dependent depends depending",
        "proviso caveat caveats supposing",
    ),
    "contrast": as_set(
        "but however although though albeit yet still nevertheless nonetheless notwithstanding despite whereas while",
        "whilst even instead conversely alternatively unlike against contrary regardless mind",
    ),
    "exception": as_set(
        "only except excepting excluding exclude bar barring apart aside save solely merely purely exclusively",
        "limited limit limits restricted restriction restrictions anywhere less minus",
    ),
    "hedge": as_set(
        "maybe perhaps possibly probably likely unlikely presumably apparently supposedly allegedly reportedly",
        "seemingly nearly almost hopefully tentatively provisionally provisional temporary temporarily initially",
        "partly partially somewhat roughly guess suppose think thought believe believed reckon assume assumed presume",
        "presumed imagine seem seems seemed appear appears appeared sounds",
    ),
    "modal": as_set(
        "can could may might must shall should will would ought need needs needed require required dare supposed",
    ),
    "time": as_set(
        "tomorrow tonight soon later next last previously formerly originally eventually ultimately temporarily",
        "meanwhile",
    ),
    "another": as_set(
        "another other others else different wrong same either or both neither second third former latter previous",
        "ditto likewise too also",
    ),
    "question": as_set(
        "what why how where whose whom",
    ),
    "report": as_set(
        "say says said tell tells told hear heard hears claim claims claimed alleged understand-that according rumour",
    ),
    "deciding": as_set(
        "approve approves approved approving approval agree agrees agreed decline declines declined declining refuse",
        "refused refuses reject rejected decide decides decided decision decisions authorise authorised consented",
        "oppose opposed object objects withdraw withdrawn withdrew cancel cancelled close closed suspend suspended",
        "pause paused stop stopped hold wait recall retract rescind revoke revoked ignore disregard postpone",
        "postponed defer deferred delay-it review reconsider accept accepted accepts sign",
    ),
    "deciders": as_set(
        "panel board committee manager director head chair boss management lead signatory approver",
    ),
    "order": as_set(
        "please send give check ask get make leave keep put take use see speak call ring remove add contact",
    ),
}

# --- facts ------------------------------------------------------------------------------------------------------------

# Of whom and of what a fact may be told in open words, as long as no word below stands beside it. Nobody who decides is here.
FACT_SUBJECTS = (
    PEOPLE
    | as_set(
        "perps cousin cousins brother brothers sister sisters uncle aunt nephew niece friend friends mother's",
        "caretaker police officers detective court school nursery gp doctor hospital solicitor worker workers",
        "caseworker keyworker idva isva advocate therapist counsellor midwife nurse teacher probation officer surgery",
        "neighbour neighbours refuge hostel council's charity home property flat house maisonette bungalow studio",
        "bedsit room rooms block estate building street area garden lift stairs heating kitchen bathroom landlord's",
        "tenancy rent account arrears balance payments benefits income plan job work health mobility pregnancy",
        "medication injuries injury threats violence abuse harassment situation circumstances history members member",
        "reference references form forms file files papers paperwork document documents report reports assessment",
        "assessments record records letter letters statement statements evidence dash marac crime copy copies e-mail",
        "email emails message inbox system systems server printer scanner phone phones office weather train trains",
        "traffic laptop computer boiler weekend holiday conference forum training audit team everybody everyone van",
        "lorry removal removals boxes secretary colleagues colleague receptionist finance order injunction bail",
        "sentence trial hearing dog dogs cat cats pet pets car furniture belongings",
    )
) - as_set(
    "family-ties people themselves herself himself ourselves myself single married separated divorced widowed female",
    "male young old older younger age aged ages",
)
PRONOUNS = as_set(
    "she he they who",
)
FACT_VERBS = as_set(
    "is are was were has have had lives lived live living works worked work pays paid pay holds held rents rented",
    "suffers suffered receives received gets goes attends attended speaks spoke cares cared looks looked deserve",
    "deserves deserved struggle struggles coped manages managed means uses used keeps kept shares shared occupies",
    "occupied stays sleeps slept grew walks drives studies sounds knows knew likes loves loved feels felt copes",
    "copied sent sends called rang wrote explained told-us",
)
# Words that speak of the request, of deciding, of what would end it, and of how somebody stands to it.
HOMES = as_set(
    "home property flat house maisonette bungalow studio block estate building street road garden lift stairs heating",
    "kitchen bathroom roof windows neighbourhood area weather train trains office van lorry car",
)
TELLING = as_set(
    "request requests case cases application applications referral referrals nomination nominations decision",
    "decisions answer reply response outcome scheme reciprocal circular circulate circulated circulation circulating",
    "offer offers offered offering viewing viewings viewed view panel board committee manager director head chief",
    "executive management lead legal approve approved approval agree agreed agreement support supports supported",
    "supporting endorse consent consents permission confirm confirms confirmed confirmation sign signed signs",
    "signature authority authorised go-ahead blessing backing yes vote voted doubt doubts doubtful reservation",
    "reservations concern concerns concerned worry worries worried question questions query queries hesitant",
    "hesitation reluctant reluctance uneasy unhappy unsure uncertain undecided issue issues problem problems snag",
    "snags catch strings wants want wanted wish wishes wished hopes hoped asks asked asking insists insisted demands",
    "demanded expects expected prefers preferred refuse refuses refused refusing reject rejects declines objects",
    "objected opposes opposed minded found find moved moves moving move left leaves leaving gone went goes-back",
    "returned returns returning back reconciled rehoused housed placed transferred swapped exchanged bought emigrated",
    "deported died dead passed ended ends ending ceased terminated surrendered evicted abandoned vacated gave given",
    "up sublet subletting fraud fraudulent lied false fake cancelled cancel cancels withdrawn withdraw withdraws",
    "withdrew changed change changes changing reversed overturned revoked quashed lapsed expired accepted accept",
    "accepts accepting took take takes taking settled elsewhere someone somebody somewhere instead wrong mistake",
    "mistaken mistakenly error errors mix-up muddle confused mixed meant means mean intended supposed await awaiting",
    "awaits waiting waits wait pending outstanding awaited due follow follows following later checking check",
    "considering considers consider reviewing thinking deciding decides decided discussing stopped stops paused",
    "suspended delayed hold holding-off valid invalid void null exclude excludes excluding except safe unsafe",
    "eligible ineligible qualifies qualify",
)
# What takes back a no, or an account of what happened.
TURNS = as_set(
    "might ignore disregard scrap forget recall retract revoke rescind revoked reversed overturned mistake mistaken",
    "mistakenly error wrong wrongly meant mixed muddle muddled confused mix-up changed reconsider reconsidering",
    "reconsidered revisit resubmit review reviewed appeal appealed yet different another other others else same hold",
    "wait stop undo undone correction actually approve approved approving approval accept accepted accepting accepts",
    "agree agreed agreeing yes happy keen willing withdraw cancel cancelled test",
)
