"""The words that stand beside a deciding word when a request or an offer is meant. Data for parsing/clauses.py.

A word is put here when it can be said of a request, a landlord's own decision or an offered home, and changes nothing of
it. Whatever could name another thing (a policy, a benefit, a meeting) stays out: such a sentence is asked about.
"""

# ruff: noqa: E501 - a wording stands on one line, as in parsing/wording.py

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


SMALL = _words(
    "and last you your a an the this that these those it its our my we i us me all both each one ones here there so then now just also too",
    "is are am was were be been being has have had do can get got gets let will would",
    "at in of on by from for to with under following further re regarding about per than",
    "today yesterday morning afternoon evening week month this's monday tuesday wednesday thursday friday saturday sunday",
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sept sep oct",
    "nov dec st nd rd th first am pm noon earlier finally officially formally hereby fully therefore again",
    "very really quite most more than extremely still both unanimous effect immediate tomorrow tonight night sat sun mon tue tues wed thu thurs fri",
    "thank thanks thankyou thx ta cheers please kindly regards hi hello hey morning yes yep yeah yup ok okay good great fine",
    "lovely happy glad pleased delighted news reference afraid unfortunately sadly sorry regrettably",
    "confirm confirms confirmed confirming confirmation say says saying said tell advise inform let write writing know note",
    "behalf end side part point view s k x",
)
REQUEST = _words(
    "request requests application applications referral referrals move case cases nomination nominations transfer proposal",
    "household family reciprocal reciprocals scheme pot list circular",
)
HOUSEHOLD = _words(
    "client clients applicant tenant tenants family household resident lady mum mother couple customer nominee she he they her him",
    "them his their who",
)
LANDLORD = _words(
    "panel board management manager managers director head deputy assistant executive chief senior area regional housing",
    "service services team leader lead named officer landlord landlords council association associations group trust homes",
    "committee neighbourhood income lettings allocations borough",
)
APPROVING = (
    SMALL
    | REQUEST
    | LANDLORD
    | _words(
        "nominated nominating being put pleasure heart",
        "her his their him them she he tenant tenancy secure assured ours property household content contents principle obligation obligations provide provides providing",
        "agreement approval approvals consent support signed sign off formal full circulate circulated circulating circulation",
        "partner partners add added proceed progress forward ahead go out put back consider considered good right above below",
        "vote voted voting members member chair going being clear easy big unanimous unanimously checked reviewed risk application's meeting met supported approve approved agree agreed happily gladly",
        "discussion discussions discussed colleague colleagues careful consideration perspective ad ceo having papers paperwork documents file information read understand understands understood acknowledge accept accepts owe owing home property bed bedroom bedrooms only decision outcome granted given consent's case's satisfied basis email mail e-mail message response reply",
    )
)
AREAS_MOVED = (
    SMALL
    | HOUSEHOLD
    | _words(
        "asap urgently immediately straight away right once quickly",
        "some more other further extra others add adds added adding include includes included including consider considers considering considered remove removes removed removing",
        "take takes taking taken off out drop dropped dropping delete deleted exclude excluded put come came could can should need needs",
        "borough boroughs area areas list lists choice choices search options option form as well addition wants want like liked open extend",
        "extended move moving rehoused housed safe unsafe longer no any more not anymore risk perpetrator ex avoid new additional extra two three four",
        "preferred preference preferences request requested application amend amended update change changes instead swap replace plus minus without",
        "following follows willing talking over accept go live meeting discussion chat spoke speaking talking been able discussed too only",
    )
)
DECLINING = APPROVING | _words(
    "regret explained explaining explain why",
    "another any more moment time occasion present presently currently what provided feel decide decided assessed assessment reason",
    "does do did owe home homes help able unable position criteria threshold evidence enough insufficient information must take",
    "cannot not no sorry such particular stage however carefully having three already until further",
)
OFFERED = _words(
    "offer offers offered property flat house home maisonette bungalow place studio bedsit void unit bed bedroom two three four",
    "viewing viewed view like liked likes love loves loved decided decision want wants would like verbally keen new direct",
    "keys tenancy sign signed up small too ground floor second third it's viewings unit's accept decline refuse take taking",
    "accepted accepts accepting acceptance refused refuses refusing declined declines declining rejected rejects rejecting turned turns turning turn down not no did does do cannot could",
    "wish wishes suitable never out after keep either next failed fail nobody noone one show shown up dna dna'd attend attended missed make made against decided unable able for no-show sign-up going go proceed thank pulled backed chosen opted passed interested being",
    "answer outcome response landlord officer really very absolutely much definitely truly however but",
)
ANSWERING = SMALL | HOUSEHOLD | OFFERED
ENDING = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "told tells informed advised stated tell anything anyone nothing themselves herself himself weekend",
        "young man woman person altogether completely entirely close closed closing withdraw withdraws withdrawn withdrawing withdrawal cancel cancelled remove removed end ended ending delete take taken taking off",
        "down out discontinue discontinued lost loss lose contact reach hold trace consent consents share shared sharing information info details data personal",
        "circulate circulated circulating passed want wants wanted wanting need needs needed wish wishes require requires required requested longer any more anymore",
        "asked ask like moves moving moved rehouse rehoused rehousing housed offered found find accepted accept secured secure given obtained into own",
        "private privately rented renting rent rental sector accommodation property properties home homes flat house place somewhere elsewhere permanent suitable",
        "new exchange mutual swap internal alternative management direct bid bidding bids social successfully transferred transfer placed reconciled returned",
        "returning gone go going back stay staying remain remaining stays put decided decides choose chosen chose feels feel felt safe mind changed change no not never",
        "officer support worker caseworker idva despite several many numerous repeated attempts calls texts letters emails weeks days months since times telephone",
        "answering responding response respond reply replied replying unable able could cannot tried trying get over under pursue proceed continue interested",
        "looking nothing further action active live pot ex husband wife boyfriend girlfriend perpetrator area areas address current present original what where",
        "tenancy children kids son daughter sister brother family's through via help using after because longer's please's situation circumstances time being",
        "or do does did gave best think sensible disengaged engaging engage service services two three four five six seven eight nine ten file name everyone anyone landlords else received left together",
    )
)
STILL = SMALL | REQUEST | _words("yes still very much definitely needed required")
STILL_SAID = STILL | _words(
    "nothing else changed no change changes need needs want wants require requires client applicant she he they my our the"
)
PAUSING = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "pause pauses paused pausing put hold on off suspend suspended freeze frozen until till end while few couple weeks days months next being time",
        "circulating circulation offers offer offering asked ask asking wants want wanted need needs please could can hospital court hearing trial treatment",
        "search matching temporarily further notice two three four five six place placed go going stay keep kept should active everything things",
    )
)
OFFICERS = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "next week weeks soon nominating caseworker worker support key idva advocate social point contact main second new colleague person taking takes take taken took over hand handed",
        "handing replace replaces replaced replacing leaving leave left last day days role post job team caseload maternity paternity annual sick long term effect",
        "going forward future instead change changed changing update updated amend record records form please note be will as organisation department start starting",
        "moves moved moving another different who covering cover all correspondence direct copied cc'd cc details number email address holding responsibility she'll",
        "retiring retire works work working agency refuge charity women's aid service",
    )
)
BEDROOM_NEEDS = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | _words(
        "need needs needed needing require requires required bed beds bedroom bedrooms bedded property home flat house place size number entitlement entitled",
        "eligible eligibility form change changed changes changing update updated amend amended increase increased reduce reduced up down only at least minimum",
        "instead one two three four five six seven from circumstances son daughter baby twins child children kids moved gone went should read looking want wants",
        "correct correction correctly assessed count rather please longer any more anymore smaller larger bigger extra additional another requirement need's now",
        "adult adults living left joined born arrived pregnant due older younger own share sharing room rooms say says be minimum medical reasons",
    )
)
PANELS = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "safeguarding social referred go goes going gone take takes taken taking put present presents presented presenting hear heard discuss discussed discussing discussion consider considered considering",
        "considerations review reviewed reviewing agenda list listed slot booked schedule scheduled date dates next fortnightly fortnight monthly weekly every outcome outcomes decision decisions",
        "decide decided decides back let after submit submitted submission priority exceptional circumstances moves special needs transfers lets meets sits sit meet",
        "meeting held sitting convene convenes await awaiting awaits waiting wait papers paperwork approval approve sign sent send refer referred update soon need needs",
        "answer answers has must before will final our own joint new high risk emergency first which when two three take place up down due once complaint update tabled table through pass passed",
        "look looks looking noon o'clock hrs shortly later be in touch deadline get come keep posted confirm until further currently pending this this week's case's added adding",
    )
)
DISOWNING = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "or show shows not no never none neither longer any more anymore one ours our tenancy tenancies property properties stock block blocks building estate address addresses home homes house flat flats unit street road",
        "own owned owns owning manage managed manages managing hold holds held have record records recorded find found trace locate see system systems database databases search searched searching checked anyone anything",
        "name wrong landlord's right correct transferred transfer transferring sold moved belongs belong other another different else they it's run by let leased leasehold leaseholder freehold private privately rents rent renting",
        "since years ago ever live under that those which managed council's actually currently person people customer customers former previous live lives living at with known know does do did cannot unable able",
        "stopped ceased believe think looks look like seems appears apparently must should may need try contact ask asked speak checked reference details provided given because house's believe's residents",
    )
)
NILS = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "either neither or both remotely smaller larger same next",
        "current requested do does make made nil return returns nothing none no not any anything stock void voids property properties vacancy vacancies home house houses flat flats maisonette units unit available availability",
        "suitable suit suits match matches matching matched offer offers offering size sizes area areas borough boroughs bed beds bedroom bedrooms bedded one two three four five six currently",
        "present presently moment time being occasion round cannot able unable position assist help meet meets needs need needed requirements requirement criteria have got come coming",
        "up empty vacant lets let's search searched checked check asked look looked looking through list right type types kind like find found identify identified lettings voids ground",
        "floor level access adapted accessible sheltered studio studios bedsits only own short supply limited demand high those these of that fits fit would could keep mind future something",
        "become becomes should anything if team's stock's their they allocations housing regret pets step free large larger small smaller else again circulated within for currently's us",
    )
)
HOMES = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "lease landlord's rules nominating",
        "young elderly older man woman lad gentleman girl pleased delighted glad following goes go back bidding bids bid otherwise advertised twins children kids think offer offers offered offering put forward direct formal hold keep reserve make details found come came comes coming up became become becoming soon available availability availably ready vacant empty void voids",
        "property properties flat flats house home homes maisonette bungalow place studio studios bedsit apartment unit sheltered supported bed beds bedroom bedrooms bedded double single",
        "person persons people one two three four five six seven eight nine ten floor ground lower upper second third fourth fifth sixth seventh eighth ninth tenth twelfth top basement gf flr level storey",
        "lift lifts lifted no without stairs steps step free access entry door own private communal shared garden gardens yard patio balcony terrace terraced semi detached end parking space drive driveway garage",
        "block estate road street close quiet nice lovely large small spacious bright rare little big good great new newly built build modern refurbished redecorated decorated renovated clean condition older victorian",
        "adapted wheelchair accessible wet room walk shower bathroom kitchen kitchens toilet living reception box study loft heating gas electric central glazed carpets carpeted fitted",
        "either which who that where upon takers anyone hrs hours hour days day list or calendar ground-floor first-floor accommodation sq ft rent rents weekly monthly week month pw pcm pm pounds social affordable target council tax band charge charges service including inclusive excluding plus",
        "secure assured introductory starter flexible fixed term tenancy tenancies tenure lifetime year years permanent",
        "let lettable letting lets view viewing viewings see look start starting move keys back handback end mid early late beginning middle next within weeks days works",
        "suit suits suitable suitability match matches matching perfect ideal interest interested like want wants wanted need needs take takes consider considered considering would could might may should if fit fits work works use any possible potential",
        "pets pet dog dogs cat cats allowed permitted considered ok welcome borough area areas near close station school schools shops bus transport links town centre local location located based",
        "your you yours theirs her for their reciprocal partner partners nearby size sized type offer's soon us everyone following below above attached find please dear due think got gotten just had only still number",
        "respond response reply answer decision by before confirm know shout quick quickly first refusal nomination nominations nominate nominated nominee direct only really very currently able pleased shorthold b p bp pers ppl br x",
    )
)
VIEWINGS = (
    ANSWERING
    | LANDLORD
    | _words(
        "caretaker concierge agent surveyor doorman warden book booked booking books arrange arranged arranging organise organised schedule scheduled set confirm agreed fixed meet meeting meets along going go attend attending attended accompany",
        "accompanied worker support idva advocate officer him herself o'clock noon hrs half past quarter start starting next appointment slot times time outside tomorrow's been",
        "see seen seeing saw went go gone visited visit both round around arrangements friend mum sister three one bed two together place took take positive well done complete completed already",
        "due week thinking decide yet waiting back respond response consider considering overnight reply show shown showing shows few now date",
    )
)
STARTED = ANSWERING | _words(
    "tenancy tenancies started start starts began begin begun commenced commence commences commencement date lease signed sign signing signs sign-up up agreement keys key handed over",
    "collected collect picked given received got moved move moves moving in into settled settling live place children kids child adult adults son daughter baby one two three four five",
    "six no new home all safely everything well happily delighted paperwork completed complete went smoothly officer office furniture council association her officially secure assured",
    "introductory starter flexible fixed term weekly today's yesterday's who as of on it he husband partner under 18 years people persons person total household's",
)
INFORMATION = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | LANDLORD
    | _words(
        "ask",
        "need needs needed require requires required requesting see have has sight copy copies send sent provide provided share supply forward clarify get know confirm could would like please more further additional extra some",
        "information info detail details evidence paperwork document documents documentation risk assessment assessments police report reports reference crime number numbers dash marac referral supporting statement letter letters form forms",
        "attached attachment attachments missing lacking before decide decides decided decision decisions deciding approve approved approving agree agreed agreeing consider considered considering support supporting sign signed signing present presenting taking take",
        "taken going go make making made reach reaching come coming committing commit assess assessed progress proceed enough insufficient not cannot unable able on what which who whether how where when if or so in order that enable allow help us me",
        "current tenancy type agreement property bedroom bedrooms rent account arrears balance history medical household composition children ages age names name address dates consent proof identity first following about incident incidents perpetrator",
        "safe areas area why needs her his their this it one until without view any other it's still waiting await awaiting outcome idva caseworker supporter social worker's worker support letter's put formal fully complete completed blank unsigned question questions section sections answer answers",
        "minutes seen phone check checked made over confirmation reviewed sure satisfied believe papers pack file email mail also yes once two three few couple things thing points point clear clearer only page pages full version latest recent updated",
    )
)
HOUSEHOLD_CHANGES = (
    SMALL
    | HOUSEHOLD
    | REQUEST
    | _words(
        "baby babies twins arrived born here due gave given birth had joined left joining leaving pregnant expecting composition make-up details size changed grown change changes now includes include",
        "son daughter partner child children kid kids brother sister eldest oldest youngest moved moving move out in home longer living live lives part turned turns 18 adult adults need needs be added will also back with",
        "boy girl healthy safely new two three four five six one become another bed bedroom bedrooms form update updated amend please husband wife weeks months week son's daughter's own university uni college place so her no household's add remove removed adding removing",
        "congratulations all well summer autumn winter spring should would like third second fourth fifth year years old aged mum mother grandmother father dad nan following been wants want only just which means",
    )
)
OFFERS_BACK = HOMES | _words(
    "homeless able family having had owing flood regret offering ready withdraw withdraws withdrawn withdrawing withdrew pull pulled pulling back rescind rescinded rescinding retract retracted gone fell fallen through someone somebody else been letting not cannot another tenant household applicant",
    "longer anymore any more previous current outgoing staying stayed changed mind after all apologies afternoon morning viewing viewings family client failed fire flood leak damp asbestos major repairs repair sold sale required decant emergency management move",
    "priority internal internally allocated allocation taken given returned bids bidder nominee nomination unavailable offered can director decided decision make made unless it's given safety gas electrical reasons reason due circumstances unforeseen error mistake",
)
