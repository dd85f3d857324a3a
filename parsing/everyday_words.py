"""Everyday words, so that a small word that is none of them stands out where a name may stand: «referral for okonjo» (R029).

They say nothing of words with a capital: «Ms Carpenter» is somebody.
"""

from __future__ import annotations

from parsing.answers import word_set

EVERYDAY = word_set(
    """
    abandoned abdomen ability able abroad abrupt absence absent absolute abused abuser abusers abuses academic accents
    accept acceptable accident accidental accommodate accommodating accompany account accountant accuse accused ache acid
    acknowledge acquaintance acroform acted acting actioned active activity actual acute addendum addict addicted addiction
    addictions adds adequate adjoining adjust administer admission admit adopt adopted adoption advance advantage adventure
    adverse advert advise advised affair affairs affect affected affidavit afford affordable afraid aftermath afternoon
    afterwards aggression aggressive agitated agony agree agreement agrees ahead aim aims airport alarm alarms alcohol
    alcoholic alert aligned alive allege alleged allegedly allergy alley allows alone along alongside aloud alsatian
    alternative aluminium ambulance ambush amongst amount anchor anew anger angry animal ankle annex announce annoyed annual
    anonymised anonymous anonymously answer antenatal anticipate antisocial anxious anybody anymore anyway anywhere apart
    apiece apologies apologise apology appalling apparent appeal appear appearance appears appendices appendix appetite
    apple apples applet applicable applies apply appoint appointment approach appropriate archive arguably argue argument
    arguments arise arms army arrange arranged arrangement arrest arrive arrow arrows arson artery arthritis article artist
    asap aside asks asleep aspect assault assaulted assaults assess asset assets assist assistance associate associates
    assume asthma asylum attach attached attachment attack attacked attacker attackers attacks attempt attempted attempts
    attend attendance attending attention attitude attract audience aunties author authorise autofill automatic
    automatically autosave autumn avail available average awaits awaken aware awful awkward axis babysit babysitter backdoor
    backing backs backup backwards badly bailed bailiff bailiffs baker balance balcony ballet bamboo banana bananas bandage
    banged bank banned banner barcode bare barely bargain barge barn barred barrel barrier basement basic basically basin
    basis basket bastard bath bathroom baths battered battery battle bcc beach bead beam beans bear bearing bears beat
    beaten beating beautiful become becomes becoming bedding bedroom bedtime beer beforehand begged beginning begins
    begrudge behave behaviour behind belief believe believes belong belonging belongings belt bench beneath benefit benign
    bereaved bereavement beret beside besides best betray betrayed bets better between beyond bicycle biggest bike bill
    bills binary bipolar bird birds birth birthday biscuit biscuits bite bitten bitter blackmail blackmailed blade blame
    blamed blank blanket blanks bleach bleak bleeding blender blind block blocked blocking blocks blood bloody blossom
    blouse blow blows blunt bluntly blur board boarded boast boat boats body boiler boils bold bomb bombed bombs bond bone
    bones book booked booking bookmark bookmarks boot boots border bored boredom borrow borrowed boss bother bottle bottles
    bottom bought bounce bounced boundaries boundary bout bowl boxes boxing boyfriend bracelet bracket brackets brain branch
    brand brass brave brawl breach breached breaches bread break breakdown breakfast breaking breaks breast breath breathe
    breeze brick bricks bridge brief briefing briefly bright bring brings brink broad broke broken broom brother brothers
    brought brown browse browser bruise bruised bruises bruising brush brutal bubble bucket buckle budget budgie budgies
    buffer buggy build building builds bulb bulk bulky bull bullet bullied bulls bully bullying bumped bumper bunch bundle
    bungalow bungalows bunk bunks burden burglar burglary burial buried burn burned burning burnt burst business bust busy
    butcher butter button buying buys bypass bystander bytes cabin cabinet cable cache cake cakes calendar calls calm calmly
    camel camera cameras campaign cancel cancer candle cannabis cannot canoe canon canonical canvas capable capacity
    capitals caption captive caravan card cardboard cards care cared career careful carefully careless carelessly carer
    carers cares caring carpet carriage carried carries carrot carry carrying cars cart carton caseload casework cash castle
    casual casualty catch catchup category cattle caught cause caused causing caution cautioned cave cctv cease ceased
    ceiling cell cells cement central century cereal ceremony certain certificate chain chair chalk challenge chance chances
    change changed changes chaos chaotic chapel chapter characters charcoal charge charged charges charity chart chase
    chased chaser chasing chat cheap cheat cheated check checkbox checkboxes checked checklist checks cheek cheers cheese
    chemist cheque chest chick chicken childcare childhood childless chips chocolate choice choke choked choose chooses
    chore chores chosen chrome chronic chronology church cigarette cinema cipher circle circulate circulation citizen civil
    claim claimed claims clash clashes clasp class classes clean cleaner clear clearly click cliff climb cling clinging
    clinic clipboard cloak clock close closed closely closer closes closure cloth clothes clothing cloud club clubs clue
    clumsy coach coal coast coat coax cobra cocaine code codec coerced coercion coercive coffee cohesive cohort coin coins
    cold colder collapse collar collated colleague collect college collide colon colour column columns coma comb combination
    come comes comfort comfortable comma command commence commenced commences comment commit committed common commonly
    community commute companion company compare compared compass competent compile complain complaint complaints complete
    completely complex compliant complicated comply compound compress compressed compromise compromised computer conceal
    concern concerned concerns concise concrete condition conditions conduct cone confer conference confess confident
    confidential confined confirm conflict conflicts confront confronted confused congestion connect connected connection
    conscious consider considerable considered consistent console constant constantly contact contacts contains content
    contents contest continue continued continues continuing contract contradict contradicts contrary contribute control
    controlled controlling controls convert converted convict convicted conviction convince cook cooker cookie cookies
    cooking cool cooperate cope copes coping copper copy cord cordial cork corner correct corridor corridors corrupt
    corrupted cost costly costs cottage cotton couch cough council counsel counsellor count counter country counts county
    couple courage course court courts cousin cousins cover covers covert cow coward cowed cows crab crack cradle crane
    crash crass crate crave crawl crayon crazy cream create creates credible credit crew crib cried cries crime crimes
    criminal crisis critical cron crop cropped cross crossed crossing crow crowd crowded crown cruel cruelty crumble crush
    crushed crutch crutches crying crystal cube cuddle culprit culture cunning cup cupboard cups curb cure curfew current
    currently curry curse cursed cursor curtain curtains curve cushion custody custom customer cute cutoff cuts cutting
    cycle cycling cylinder daemon daily damage damaged damages damp dance danger dangerous dangers dare dared dark dashboard
    data database dataset date dated dating daughter daughters dawn daytime daze deadline deaf deal dealer dealers dealing
    deals death deaths debt debts debug decade decanted decay deceased deceit deceive deceived decent decide decided decides
    decision deck decline decode decoder decrypt deep deeply deer default defence defend defendant defines definite defy
    degrading degree delay delayed delete deleted deliberate deliberately delicate deliver delivery demand demanded
    demanding demands demean demeaning dementia denial denied denies denim dentist deny depend dependent depends deported
    deposit depressed depression deprive deprived descent describe described describes desert deserve design desk desktop
    despair desperate desperately despise despite destroy destroyed detach detail details detained detect detective deter
    deteriorate determine determines develop develops device devices devil diabetes diabetic diagnosed diagram dial dialysis
    diamond diary dictate died diesel difference different differently differs difficult difficulties difficulty digest
    digit digital digits dignity dilemma dinner dire direct directed direction directly directory directs dirt dirty disable
    disabled disagree disappear disappeared disaster discharge discharged disclose disclosed discover discovered discreet
    discuss discussed disease disguise disgust disgusted dish disk dislike dislocated dismay dismiss disorder disown
    disowned display dispute disputes disrepair disrupt distance distant distort distraught distress distressed distressing
    district distrust disturb disturbed ditch diverse divert divorce divorced dizzy docs doctor doctors document documents
    docx dodgy does dogs dollar dolphin domain domains dome domestic dominant donate done donkey doom door doorbell doors
    doorstep dose dossier double doubt down download downloaded downloads downsize downstairs dozen draft drafts drag
    dragged drain drama drank drastic draw drawer drawers drawing drawn dread dreadful dream dress dressed drift drill drink
    drinker drinking drinks drive driven driver drives driving drop dropdown dropped drops drove drown drug drugs drum drunk
    drunken dryer duck duct dumped duplicate duress during dust duties duty duvet dwelling dying dyslexia each eager eagle
    earlier early earn earned earnings earth ease easier easily east eastern easy eaten eating eczema edge editable editor
    edits educate eerie effect effective effort efforts eggs eight eighteen eighth eighty either elastic elated elbow elder
    elderly eldest electric electricity elephant elevate eleven elope else elsewhere email emailed embarrassed emerald
    emergency emotion emotional emotionally emotions emphasis employ employed employee employer employers empty emulate
    enable enables encode encoder encoding encounter encourage encrypted endanger endangered ended ending endless endnote
    ends endure endured enemies enemy energy enforce enforced engage engaged engagement engaging engine english enhanced
    enjoy enormous enough enquiries enrage enraged ensure enter entered entering enters entice entire entirely entities
    entitled entity entrance entries entry enum envelope environment epilepsy epileptic epoch equal equally equipment erode
    erratic error errors escalate escalated escalating escalation escape escaped escapes escaping escort especially
    essential establish estate estimate estranged ethnic evade evasive evening event events eventually ever every everyday
    evict evicted eviction evidence evident exact exactly exam example exams excel excellent except excess excessive
    exchange exclude exclusion excuse exercise exert exhausted exhaustion exile exist existing exists exit expect expected
    expects expense expensive experience experienced experiences expert explain explained explode exploit exploited explore
    export exported expose exposed express extend extended extensive extent external extort extra extract extreme extremely
    eyes fabric face facebook faced faces facial facilities facility facing fact factor factors facts fade fail failed
    failing fails failure faint fair fairly faith fake fall fallback fallen falling falls false falsely familiar families
    famine famous fancy farm fast fatal fatally fate father fathers faucet fault faulty favour fear feared fearful fearing
    fears feather feature feeble feed feeding feel feeling feelings feels feet fell felt female females fence fern ferret
    ferrets ferry festival fetch feud feuds fever fewer fiance fiancee fibre field fields fieldset fiery fifteen fifth fifty
    fight fighting fights figure file filed fill fillable filled fills film filth filthy final finally finance finances
    financial financially find finding finds fine fined finger fingers finish finished fire firearm firearms fired firefox
    fireplace firewall firm first firstly fish fist fits five fixed flag flags flame flannel flash flashback flashbacks
    flask flat flatly flatmate flats flaw flawed fled flee fleeing flees flew flight flights flimsy flinch flock flood floor
    floors flour flow flowers flung flush flute foam focus foetus fogged foil folder folders follow followed following
    follows followup fond font fonts food fool foot football footer footnote footnotes forbid forbids force forced forces
    forcibly forcing foreign forename forest forever forge forged forget forgive forgot fork forlorn form formal format
    formatted formatting former formerly forms forth fortnight fortunate forty forward forwarded foster fostered fostering
    fought found fountain four fourteen fourth fox foxes fracture fractured fractures fragile fragment frail frame frank
    frantic fraud fraught freak free freedom freely freezer freezing frenzied frequent frequently fresh fret fridge friend
    friendly friends friendship fright frighten frightened frightening fringe frisk frog from front frost frozen fruit
    frustrated fuel fulfil full fully fumes function fund funding funeral funny fur furious furnished furniture further
    furthermore fury fuse fuss futile future gain gained gallery gallon gamble gambling game games gang gangs garage garbled
    garden gardens gate gates gateway gather gathered gave gear gem gender general generally generic gently genuine
    genuinely german gesture gets getting ghastly giant gift gifts girl girlfriend girls gist give given gives giving glad
    glance glare glass glasses global gloomy glove gloves glue glum glyph glyphs goad goal goals goat goats goes going gold
    gone good goods goose gorilla gossip gouge government grab grabbed grabbing grade gradual gradually graffiti grain
    grandad grandchild grandchildren granddaughter grandfather grandkids grandma grandmother grandparent grandparents
    grandson granite granny grant granted grape grapes grasp grass grateful grave gravel gravely gravy great greater greatly
    greed green grew grid gridlines grief grievance grieving grill grim grin grip groan groceries grocery groin groomed
    grooming gross ground grounds group groups grow growing grown grows growth grudge grudges gruff guard guardian guess
    guest guests guidance guide guilt guilty guise gullible gunman gunpoint guns gunshot gush gut gutter habit habits hacked
    hail hair half hall hallway halt hammer hamper hamster hamsters hand handbag handed handle handler handlers handover
    hands handset hang hanging happen happened happening happens happier happily happy harass harassed harassing harassment
    harbour harbouring hard harder hardly hardship hardy harm harmed harmful harming harness harsh harvest hash hassle haste
    hasty hat hatch hate hated hateful hatred hats haul haunt haunted have having havoc hawk hazard hazy head headache
    headaches header headers heading headings heads heal healing health healthcare healthy hear heard hearing hearings hears
    heart heat heated heating heavily heavy hedge hedgehog heed hefty height heinous held hell helm helmet help helped
    helpful helping helpless helps hence here heroin herself hesitant hexadecimal hidden hide hides hiding high higher
    highest highly hill hills himself hinge hint hints hire hired history hits hitting hoarding hoax hobbies hoist hold
    holding holds hole holes holiday holidays holler home homeless homes homework homicide homophobic honest honestly honey
    honour hood hooded hook hoover hope hoped hopeful hopeless hopes horrible horrific horror horse hose hospital hospitals
    host hostage hostel hostels hostile hostility hosts hotel hotels hound hounded hour hours house housed household houses
    housing however html huge human humble humiliate humiliated humiliating humiliation hundred hundredfold hundreds hungry
    hunt hurdle hurl hurled hurricane hurry hurt hurting hurts husband husbands hush hustle hygiene hyperlink icicle icon
    icons idea ideal ideally ideas identified identify identity idle ignorant ignore ignored illegal illegally illness
    illnesses image images imagine immediate immediately immense immigrant immigration imminent impact impacted impacting
    impacts impaired impairment implied import important imported impossible imprisoned improve improved improvement
    improves impulsive inability inappropriate inbox incapable incident incidents incite incited inclined include included
    includes including income increase increased increases increasing increasingly indecent indeed indent independence
    independent independently index indicate indicated indicates indirect individual individuals indoors infant infants
    infection infidelity inflict inflicted inform informal informed infrequent infuriated inhaler inherit inhumane initial
    initially initials injection injunction injunctions injure injured injuries injury inline inner innocent inpatient input
    inputs inquest insane insecure insert inserted inside insist insisted insists insomnia instability install instance
    instant instead instil instruct instructed insult insulted insults insurance intact integer intelligence intend intended
    intends intense intensive intent intention intentions interact intercom interest interested interests interfere internal
    internet interpreter interrupt intervene intervened interview intimate intimidate intimidated intimidates intimidating
    intimidation into intoxicated introduce intrude intruded intruder invade invalid investigate investigated investigating
    investigation invite invited invoice involve involved involvement involves involving irate ire iron irrational irregular
    irritable island isolate isolated isolates isolating isolation issue issued issues italic item items iteration itself
    jab jacket jail jailed jar javascript jealous jealousy jeans jeer jelly jerk jersey jewel jewellery jigsaw jobs join
    joined joins joint joints joke jolt journey jpeg judge judged judgement judges jug juice jump jumped jumper jungle jury
    just justice justify juvenile keen keenly keep keeping keeps kennel kept kernel kettle keyboard keys keyword keywords
    kick kicked kicking kicks kidnap kidnapped kidnapping kidney kids kill killed killer killing kills kiln kin kind kindest
    kindly kinds kiosk kissed kitchen kite kits kitten kittens knee knees knew knife knifed knifepoint knives knob knock
    knocked knocking knocks knot know knowing knowledge known knows label labour labrador lace lack lacked lacking lacks
    ladder lady laid lake lamb lamp land landing landline landlord landlords landscape lane language languages lantern
    laptop large largely larger lash lashed last lasted lasting lastly late lately later latest latin latter laugh laughed
    launch laundry lawful lawfully lawn lawyer layout lead leader leading leads leaf leaflet league leak leaks learn learned
    learning leaseholder least leather leave leaves leaving ledger left legal legally legible legs leisure lemon lemons
    length lengthy lenient lens less lesser lesson lessons lethal lets letter letterbox letterhead letters letting lettuce
    level levels lever lewd lexer liable liaise liaised liaising liaison liar liberty library libreoffice licence lid lies
    life lifestyle lifetime lift lifts light lighter lights like liked likelihood likely likes likewise lily limit limited
    limits limp line linen lines linger lingering link linked links lion lions lips liquid list listed listen listing lists
    literacy literally little live lived lively liver lives living lizard load loan loans loath loathe lobby local locale
    localhost locally locate located location locations lock locked locking locks lodge lodged lodger log logged login logo
    logos logs lone lonely loner long longer longest look looked looking looks loop loops loose lorry lose loses losing loss
    losses lost lotion lots loud loudly lounge lout love loved lover loves loving lower lowercase lowest loyal luck luckily
    lucky luggage lunch lung lunge lunged lungs lure lured lurk lurked lurking lying machete machine macro macros mad made
    magistrate magistrates magnet mail mailbox mailshot maim main mainly maintain maintained maintaining maintenance
    maisonette maisonettes major majority make makes making male males malice malicious malware manage managed manages
    managing mango mania manic manipulate manipulated manipulates manipulating manipulation manipulative manner manslaughter
    manual many map maps marble march margin margins marital mark marked market marks markup marriage marriages married
    marry martial mask masked mass massive mast master mat match mate material maternal maternity mates matrix matter
    matters mattress mature maximum maybe meadow meal meals mean meaning means meant meanwhile measure measures meat meddle
    medical medically medication medications medicine medium meet meeting meetings meets member members memory menace
    menacing mend mental mentally mention mentioned mentions mentor menu merciless mere merely merge merged mess message
    messaged messages messaging metal meteor method methods mice microsoft microwave middle midnight midwife might migraine
    migraines mild mile miles military milk mill mind minded minds mine minimal minimum minor minority minors minute minutes
    miracle mirror misc miscarriage miscarried miscellaneous mischief miserable misery mislead misled missed misses missing
    misspelled misspelt mist mistake mistakes mistyped misuse misused mixed moan mobile mobiles mobility mock mocked model
    moderate modern module modules moment moments monday money monitor monitored monitoring monitors monkey month monthly
    months mood moods moody moon moral more moreover morning mornings mortgage mosaic mosque moss most mostly motel moth
    mother mothers motion motive motor motorbike motorway mould mountain mourn mourning mouse mouth move moved movement
    movements moves moving much mud mug mugged mugging multi multiple murder murdered murderer murdering muscle mushroom
    music must mutex mutter mutual mutually myself nag nagging nail nails naked named names namespace napkin narrow nasty
    nation national nationality native natural naturally nature near nearby nearer nearest nearly necessarily necessary neck
    need needed needing needle needs needy negative negatively neglect neglected neighbour neighbourhood neighbouring
    neighbours neither nephew nephews nerve nerves nervous nervously nest nested net network networks never nevertheless
    newborn newborns newer newly news newsletter next nickel niece nieces night nightly nightmare nightmares nights nine
    nineteen ninety nobody node nodes noise noises noisy nominations noms nonce none nonetheless nonsense noodles normal
    normally north nose nosy notably note notebook noted notes nothing notice noticed notices notified notify novel nowhere
    nudge null numb number numbered numbers numbness numerous nurse nursery nurses nursing nuts nylon oak oar oasis oath
    oats obese obey object objects obliged observe observed obsessed obsession obsessive obstruct obtain obtained obtaining
    obvious obviously occasion occasional occasionally occasions occupant occupants occupation occupational occupied
    occupier occupy occur occurred occurring occurs ocean odds odt offence offences offend offended offender offenders
    offending offensive offer offered offering offers office officer officers offices official officially offline offset
    often oil older oldest olive once ones ongoing onion onions online only onset onto open opened opening openly openoffice
    opens operate operated operates operator opinion opportunity oppose opposed opposite oppress oppressive option options
    oracle orange oranges ordeal order ordered orders ordinary organ organise organised origin original originally ornament
    orphan orphaned other others otherwise ourselves outbox outbreak outburst outbursts outcome outer outline outlook output
    outrage outraged outreach outside outstanding oven over overage overall overbearing overcome overcrowded overdose
    overdosed overdoses overflow overhear overheard overlay overlook overnight overseas oversee overweight overwhelmed
    overwrite owed owes owing owned owner owners owns oxygen paces pack packed packet packets packing paddle padlock pads
    page pages paid pain painful pains paint pair pale pallet pan panel panels panic panicked panicking panics paper papers
    paperwork parade paramedic paramedics paranoia paranoid parcel parent parental parenting parents park parked parking
    parole parrot parrots parser part partial partially partly partner partners partnership parts party pass passed
    passenger passes passing passport passports past pasta paste pasteboard pasted pastry patch path patient patients patio
    patrol patrols pattern patterns pause pavement pavilion payload payment payments pays pdfa pdfs peace peaceful peach
    pear peas pebble pedal peg pen pencil pending pens pension people pepper perform perhaps period permanent permanently
    permission permit permitted perpetrate perpetrated perpetrator perpetrators persistent persistently person personal
    personality personally persons perspective persuade persuaded pester pestered pestering petal petrified petrifying
    petrol petty pharmacy phase phobia phone phoned phones phoning photo photocopied photocopy photograph photographed
    photos phrase physical physically physio physiotherapy piano pick picked picking picks picture pictures piece pieces pig
    pigeon pigs pillow pills pin pinch pine pinned pint pipe pipeline pissed pistol pit pixel pixelated pizza place placed
    placeholder placeholders placement places placing plague plain plan plank planned planning plans plant plaster plastic
    plate platform play played player playing plays plea plead pleaded pleased pleasure pled pledge plenty plight plot ploy
    plug plugin plugins plum plus pocket point pointed pointer points poison poisoned poisoning pole police policeman policy
    polite pond pony poodle pool poor poorly popular population popup porch pork pornography port portal portfolio portion
    portrait pose posed poses position positive positively possess possesses possession possessive possible possibly post
    postcode posted posting postings postnatal postpone posts pot potato potatoes potential potentially pounce pounced
    pounds poured poverty powder power powerful powerless powers practical practice practise praise pram prank pray
    precaution precautions precise precisely prefer preference preferred prefers prefilled pregnancy pregnant premises
    prepare prepared prepares prepayment prescribed presence present presented presenting presently presents press pressing
    pressure pressured pressures pressurised presumably pretend pretended pretends pretty prevent prevented preventing
    prevents preview previews previous previously prey price pride prime principal principle principles print printed
    printer printing printout prior priority prison prisons privacy private privately prize probable probably probation
    problem problems procedure proceed proceeded proceedings proceeds process processed processor produce produced produces
    profession professional professionals profile proforma profound program progress progressed project prolific prolonged
    prominent promise promised promises prompt prone proof proper properly properties property proposal propose proposed
    prosecute prosecuted prosecution prospect prostitute prostitution protect protected protecting protection protective
    protects protest proud prove proved proven proves provide provided provides providing provoke provoked prowl proximity
    proxy pry psychiatric psychiatrist psychological psychologically psychologist psychosis psychotic puberty public
    publicly publish puddle pull pulled pulling pulls pump punch punched punches punching punish punished punishment pupil
    pupils puppies puppy purchase purchased pure purpose purse pursue pursued push pushchair pushed pushes pushing puts
    putting puzzle python qualified quality quarrel quarrels quarter queen queries query question questioned questions queue
    quick quicker quickly quiet quietly quilt quit quite quiver quote quoted quotes rabbit rabbits race racial racially
    racism racist rack radar radiator radio rage raid raided raids rail railing railings railway rain rainbow raise raised
    raises raising rake ramp random rang range ranging rank ranked ranking rant ranted rape raped rapes rapid rapidly rapist
    rare rarely rash rasterised rate rates rather ratio ratios rats razor reach reached reaches reaching react reacted
    reaction read reader readily reading readonly reads ready real realise realised realises reality really reason
    reasonable reasonably reasons reassurance reassure reassured rebuke recall recalled recalls receipt receipts receive
    received receives receiving recent recently rechecked recipient recipients reckless recognise recognised recognises
    recommend recommended recommends reconcile reconciled record recorded recording recordings records recover recovered
    recovering recovery recruit rectify recursion recursive redacted redirect redraft redrafted reduce reduced reduces
    reducing reed reef reek refer reference referral referrals referred refers reflect reformat reformatted refreshed refuge
    refugee refugees refuges refuse refused refuses refusing regain regard regarded regarding regardless regards regex
    regexp region regional register registered regret regular regularly rehome rehomes rehouse rehoused rehousing reject
    rejected relapse relapsed relate related relates relating relation relations relationship relationships relative
    relatively relatives relax relay release released releases relevant reliable relied relief relies relieved religion
    religious relocate relocated relocating relocation reluctance reluctant reluctantly rely relying remain remained
    remaining remains remanded remark remarks remarried remedy remember remembered remembers remind reminded reminder
    reminders remorse remorseful remote removal remove removed removes removing rename renamed render renderer rent rental
    rented renting rents repaid repair repairs repay repeat repeated repeatedly repeats repent replace replaced replies
    reply repo report reported reportedly reporting reports represent reptile reptiles request requested requests require
    required requirement requires resave resaved rescue rescued resend resent resentful resentment resettle resettled
    resettlement reside resided residence resident residential residents resides residing resilience resilient resist
    resisted resize resolve resolved resort resource resources respect respectful respite respond responded responds
    response responses responsibility responsible rest restrain restrained restraining restraint restrict restricted
    restricting restriction restrictions restricts resubmit resubmitted result resulted resulting results resume retain
    retaliate retaliated retaliation retired retirement retort retraumatised retreat return returned returning returns
    reunite reunited reveal revealed revenge reverse review reviewed reviews revise revised revision revisions revoked
    reward ribbon rice rich ride rift right rights rigid rile riled ring rings riot rise rises rising risk risked risks
    risky ritual rival rivals river road roads roam roar rob robbed robber robberies robbery rocket rod rogue role roles
    roller roof room rooms rope rota rotate rotated rottweiler rough roughly round route router routes routine routines
    rowdy rows royal rubbed rubber rubbish rucksack rude rug ruin ruined rule ruled rules rumour rumours running runs
    runtime rural rush rushed ruthless ruthlessly sack sacked saddle sadistic sadly safari safe safeguard safeguarded
    safeguarding safeguards safely safer safest safety saga said sail sake salad salary sale salmon salt same sample samples
    sanction sanctions sand sandal sandbox sandwich sapphire satin satisfied sauce saucer sausage savage save saved saving
    savings saw saying says scald scalded scale scales scam scan scanned scanner scans scar scare scared scares scarf
    scaring scarred scars scary scattered scene scenes schedule scheduled schema scheme schemes school schooling schools
    scissors scold scooter scope score scores scorn scratch scratched scratches scream screamed screaming screams screen
    screening screenshot screenshots screw screwdriver scribble scribbled script scripts scroll scruff scuffle scum sea seal
    search searched searching season seat seclude secluded second secondly secret secretly secrets section sections sector
    secure secured securely security sedated seed seeing seek seeking seeks seem seemed seems seen sees seethe segment seize
    seized seizure seizures seldom select selected self sell selling sells semicolon send sending sends senior sense
    sensitive sent sentence sentenced sentences separate separated separately separating separation separator sepsis serial
    series serious seriously seriousness serve served server serves service services serving session sessions sets settle
    settled settles settling seven seventeen seventh seventy several severe severely severity sewage sewing sexual sexually
    shackle shade shading shadow shake shaken shaking sham shame shamed shaming shape share shared shares sharing shark
    sharp shatter shattered shawl shed sheep sheet sheets shelf shell shelter sheltered shelters shield shift shifts ship
    shirt shiver shock shocked shocking shoe shoes shook shooting shop shoplifting shopped shopping shops shore short
    shortage shortcut shorter shortlist shortlisted shortly shot shotgun shots should shoulder shoulders shout shouted
    shouting shouts shove shoved shovel shoving show showed shower showing shown shows shrub shrug shun shut shutter
    siblings sick sickle sickness side sides siege sight sign signal signature signatures signed significant significantly
    signpost signposted signs silence silent silk silver similar similarly simmer simple simply since single singled
    sinister sink sister sisters site sites sits situation situations size sketch skills skin skirmish skirt skull sky slam
    slammed slander slap slapped slapping slaps slash slashed slate slave slavery sledge sleep sleeping sleepless sleeps
    slept slice slide slides slight slightly slip slipped slipper slope slow slowly slum slur slurs smack smacked small
    smaller smart smash smashed smashing smear smell smoke smoked smoking smothered smuggle smuggled snack snacks snail
    snake snakes snapshot snatch snatched snatching sneak sneer sneered snippet snow snub soap sob sobbing social socially
    society sock socket socks sofa soft software soil sold sole solely solicitor solicitors solid solution solve some
    somebody somehow someone something sometime sometimes somewhat somewhere sons soon sooner sordid sore sorry sort sorted
    sorts sought soul sound sounds soup source sources south space spacing spade spaniel spare spat spate speak speakers
    speaking speaks special specialist specific specifically specified speech speed spell spelt spend spending spends spent
    spice spider spiders spike spiked spine spiral spirit spit spite spiteful spits spitting split spoke spoken sponge spoon
    spot spotted spouse spouses spray spread spreadsheet spring spruce squabble squad squash squashed squat squeeze stab
    stabbed stabbing stabbings stabilise stability stable stabs stack stadium staff staffie stage stages stagger stagnant
    stain stairs stakeholder stalk stalked stalker stalkers stalking stalks stall stammer stamp stamped stand standard
    standing stands stapled star stare stared stares staring stars start started starting startle startled starts starve
    starved state stated statement statements states static station stations statistics statue status statutory stay stayed
    staying stays steak steal stealing steals steam steel steep stem step stepdad stepfather stepmother stepped steps
    stepson stern stew stick sticks stiff still stillbirth stillborn sting stitches stock stole stolen stomach stomp stone
    stood stool stop stopped stopping stops store stored stories storm story straight strain strained strand stranded
    strange stranger strangers strangle strangled strangling strangulation strategy straw stray stream streams street
    streets strength stress stressed stresses stressful strict strictly strife strike strikes striking string strip stripped
    stroke stroll strong stronger strongly struck structure struggle struggled struggles struggling stub stuck student
    students studied studies studio study studying stuff stumble stun stunned subfolder subject subjected sublet submit
    subsequent subsequently subset substance substances subtitle succeed success successful such sudden suddenly suffer
    suffered sufferer suffering suffers sufficient suffocate suffocated sugar suggest suggested suggests suicidal suicide
    suit suitable suitcase suite sulk summarised summary summer summons sun sunny superior supervise supervised supervision
    supper supplement supplied supplier supplies supply support supported supporting supportive supports suppose supposed
    supposedly sure surely surf surface surge surgeon surgery surgical surname surprise surprised surprising surrender
    surround surrounded surrounding surveillance survive survived survives surviving survivor survivors suspect suspected
    suspects suspend suspended suspicion suspicions suspicious sustain sustained swallow swallowed swamp swan swear swearing
    sweat swell swelling swells swing swipe swiss switch switched swollen sword swore symbol symbols symptom symptoms
    syndrome syntax system systems table tables tablet tablets taboo tackle tactic tactics tagged tags taint tainted take
    taken takes taking talk talked talking talks tall tampered tank tantrum tap tape tar target targeted targeting targets
    tarpaulin task taste taught taunt taunted taunting taunts taxi tea teach teacher teachers teaching team teams teapot
    tear tears teased technical teen teenage teenager teenagers teens teeth telephone television tell telling tells temper
    template templates temporarily temporary tempt tenancies tenancy tenant tenanted tenants tend tends tennis tense tension
    tent tenth tenure tenures term terminate terminated terms terrible terribly terrier terrific terrified terrify
    terrifying terror terrorise terrorised terrorising terse test tested tester testify testing tests text textbox textboxes
    texted texting texts than thank thankful thanks that theft their theirs them themselves then therapist therapy there
    thereafter therefore these they thick thief thigh thin thing things think thinking thinks third thirteen thirty this
    thorough thoroughly those though thought thoughts thousand thousands thrash thread threads threat threaten threatened
    threatening threatens threats three threshold threw thrive throat throne throttled through throughout throw throwing
    thrown throws thrust thug thugs thumb thumbnail thump thus tickbox tickboxes ticked ticket ticks tide tied ties tiger
    tigers tight tightly tile tiles till tilted timber time timeline timely timeout times timescale timid tin tinsel tiny
    tired title toad toast tobacco toddler toddlers together toggle toil toilet token tokens told tolerate toll tomato
    tomatoes tone tonight took tool toolbar toolbox tools tooth tops torch tore torment tormented torn torrent torso
    tortoise torture tortured torturing total totally touch touched touching tough tour toward towards towel towels tower
    town towns toxic toy toys trace traceback traced traces tracing track tracked tracker trackers tracking tracks tractor
    trade tradition traditional traffic trafficked trafficker traffickers trafficking tragedy tragic trail trailer train
    trained trainer trainers training trains trait tram trance transcript transfer transferred transferring transfers
    transgender transition translated translation transport trap trapped trapping trash trauma traumas traumatic traumatised
    travel travelled travelling travels traversal tray treacherous tread treat treated treating treatment treats tree trees
    tremble tremor trench trend trespass triage triaged trial trick tricked tried tries trigger triggered triggers trip
    trolley trophy trouble troubled troubles trousers truce truck true truly trumpet truncated trunk trust trusted trusting
    truth trying tub tube tuberculosis tumble tuna tunnel tuple turkey turmoil turn turned turning turns turtle twelve
    twenty twice twins twist twisted type typed types typical typically typing typo typos tyrant tyre tyres ugly ultimate
    ultimately ultimatum umbrella unable unacceptable unaccompanied unauthorised unaware unbearable unborn unbroken
    uncertain uncle unclear uncles uncomfortable unconscious under underage undergo undergoing underline underlined
    underlying undermine undermined undermines underneath understand understanding understands understood undertake
    underwear undue unease uneasy unemployed uneven unexpected unexpectedly unfair unfilled unfinished unfit unfortunate
    unfortunately unhappy unhealthy unheard unhurt unicode uniform union unique unit units university unknown unlabelled
    unlawful unleash unless unlike unlikely unlocked unmarried unnamed unnumbered unpaid unpleasant unpredictable
    unprotected unprovoked unread unreadable unredacted unrelated unrelenting unrest unsafe unsaved unsettled unsigned
    unstable unsuccessful unsuitable unsure unticked until untitled untouched untreated untrue unusual unwanted unwell
    unwilling unzip upbringing update updates upgrade upheaval uphold upload uploaded upon upper uppercase upset upsetting
    upstairs urge urged urgency urgent urgently urine url usage used useful useless user users uses using usual usually utf
    utter uttered vacated vague vain valid value values valve van vandal vandalised vandalism vanish vanished vans variable
    variables varied various vase vast vault vector vegetable vegetables vehicle vehicles veil velvet vendor vengeance vent
    verbal verbally verge verify version versions versus very vest veteran vetted viable vicious victim victimised victims
    video videos view viewed viewer viewing viewport views vigilant vile village villain vine vinegar violate violated
    violence violent violently violin virtual virtually virus visa visible vision visit visited visiting visitor visitors
    visits visual vital vivid vocal voice voiced voids volatile volume voluntarily voluntary volunteer vomit vomited voucher
    vouchers vow vowed vulnerability vulnerable wage wages wagon wail waist wait waited waiting waitlist waits wake wakes
    walk walked walking walks wall wallet walls want wanted wanting wants warden wardrobe wards warily warm warn warned
    warning warnings warns warrant warrants wary wash washed washer washing waste watch watched watches watching water
    watermark watermarked wave wax ways wayward weak weaker weakness wealth weapon weapons wear wearing wears weather web
    webform website wedding weed week weekday weekdays weekend weekends weekly weeks weep weeping weigh weight weird welcome
    welfare well went west western wet whack whale wharf what whatever whatsapp wheat wheel wheelchair wheels when whenever
    where whereabouts whereas wherever whether which while whilst whine whip whipped whisper whistle white whoever whole
    whom whose wick wicked wide widely wider widget widow widowed wield wielded wielding wife wig wild will willing
    willingly willow wince window windows windscreen wine wing wings wins winter wipe wire wise wish wished wishes wishing
    with withdraw withdrawal withdrawn withdrew within without witness witnessed witnesses witnessing wives wizard woe woke
    woken wolf wolves woman women wonder wood wooden wool word wordpad words wore work workbook worked worker workers
    working workplace works world worm worms worn worried worries worry worrying worse worsen worsened worsening worst worth
    worthless worthy would wound wounded wounding wounds wrap wrapped wrapper wrath wreck wrecked wrench wrist wrists write
    writes writing written wrong wrongly wrote xlsx yacht yank yanked yard yarn yeah year yearly years yell yelled yelling
    yellow yesterday yield yoghurt young younger youngest youngster youngsters your yours yourself youth youths zebra zero
    zinc zip zipped zipper zone zones
    broken smime winmail unitary attachment attachments scan scans scanned image images photo photos docs blank print printed
    printout sheet page pages side sides reply replies outcome decision offer offers notice change changes
"""
)
