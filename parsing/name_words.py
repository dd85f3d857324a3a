"""Words by which a name is told from other words with a capital: data for parsing/identity_signs.py (R029)."""

from __future__ import annotations

from parsing.answers import word_set

# Words that stand in file names, titles and answers of forms, with a capital too, and are nobody's name.
NO_NAMES = word_set(
    """
    typo perp perps operation their theirs whom whose these those same such nor once or into down off yours ours
    a about above abuse academy accepts access accommodation account acro acrobat acroform act action active adapted
    add added additional address addresses adhd adobe adult adults advice advocate advocates afghan afghanistan africa
    african after again against age aged agencies agency agent ages agreed agrees aid albania albanian all allegation
    allegations alliance allocations allow allowance alpha already also although always am amend amended amendment
    america amharic among an and annex annual anonymous another anti anxiety any anybody anyone anything apartment app
    appear appendix applicant applicants application approval approved apr april arabic arc arcs are area areas around
    arrears arrest arrested as asap asb asd asia asian assess assessment association assured asthma at attached
    attachment attachments aug august aunt authority autism automatically autumn available avenue avoid award away
    babies baby back background bad bail balcony band bangladesh bangladeshi barnardos based basic batch be because
    bed bedroom bedrooms bedsit been before began begin behaviour being believe below benefit benefits bengali
    bereavement best beta better between big bill bills bin birthday bizhub blank blue blurred board bold borough
    boroughs both box boxes boy boyfriend boys brazilian bridge brief bring britain british broken brother brothers
    bruising bst buddhist budget build building bulgarian bullet bullets bundle bureau bus business but buy by caada
    cad call calls cam came camscanner can cancelled canon cantonese card cards care carer carers caribbean case
    caseworker cash casual cat catholic cats cause cell cells center central centre certificate change changes charity
    chat check checked checklist checks child children childrens chinese choice choose christian christmas church
    circular circumstances citizen citizens city civil cjsm claim clean clear client clients clinic clipart close co
    code coercive cohort cold college colombian colour column columns combined come comma comment comments commission
    communities community company complaint complete completed completedform complex concern concerns condition
    conditions conference confidential confirmed consent consented consider consortium cont contact contacts
    containing continue continued control controlling controls convention coordinator copy correct corrected
    correction cost costs could council counselling country county court cousin cousins cover covering covid create
    credit crime cris critical crop cropped culture current currently curved custody customer customers cut cycle da
    dad daily danger dari dark dash dasm data date dated daughter day days deadline deaf debt debts dec decant
    december decision declaration declined deed default delete delivery delta demand demo department dependent
    depression deputy description designed detached detail details development diabetes did die digital direct
    director disability disabled discharge discretionary discuss discussed discussion dispute district diverse
    division do dob doc docm docs doctor document documentation documents docx does dog dogs doing domestic done door
    dotx downsizing draft dropbox dropdown dsc dual due dummy duplicate during dutch duty dv dwp each early east
    easter eastern easy econ economic ecuadorian edit edited edition education eea eid eight either elderly electronic
    eleven eligibility eligible email emergency eml emotional employment empty enclosed end england english enquiries
    enquiry entire entry environment epilepsy epson equal equality eritrea eritrean esa escape essential estate
    ethiopian ethnicity europe european even ever every everybody everyone everything evict eviction evidence ex
    example examples except exception exceptional exchange executive exit expect expected expecting exploitation
    export extended external extra face facilities factor faint fairness fake fall false families family farsi fast
    father feb february feedback feel feels fees felt female few fgm fiance field file filipino fill filled final
    finals finance financial find fire first five fixed flat fleeing floating floor folder follow following font food
    for force forced form form1 formal former forms forum forward foster found foundation four free freedom french
    fresh fri friday friend friends from front full fund funding further future fw fwd gamma gang gangs garden gate
    gave gdpr gender general generic genesis genius gentleman german get getting ghana ghanaian giant girl girlfriend
    girls give given glance glossary gmail gmt go goes gone good google got government gp gran grandfather grandmother
    grant graphic great greek green grid ground group groups grow guardian guidance guide guidelines gujarati gun had
    half hand handed handover handwritten happen happened harassment harbour hard harm has hate have haven having hb
    hbv he head heads health hear heard hearing hello help helpline her here hers hi hidden high him hindi hindu his
    historic historical history hold holding home homefinder homeless homelessness homes honour hope horizon hospital
    host hostel hotel hotmail hour hours house housed household housing housingmoves how however hub human hundred
    husband hyphen i idsva idva idvas if igbo ihbas image img immediate immigration impact important in inbox incident
    incidents include included income incomplete independent index india indian individual individuals info
    information initial initiative injunction injuries inner institute insurance intake integrated internal
    intervention interview introduction introductory investigation invite iopt iran iranian iraq iraqi ireland iris
    irish is islamic isva it italian italic item items its jamaica jamaican jan january jewish job join joint jpeg jpg
    jul july jun june just keep keeping kept key keys kids kill kin kind knew knife know known konica kosovan kurdish
    kyocera ladder lady land landlord landlords lane language lantern large last later latest latin latvian launch law
    lawyer layout layouts lead leader leaders leads leaflet learn learning lease leave leaver leavers left legacy
    legal length lesbian less let letter letters level lgbt lha liaison libre libreoffice licence licensed life lift
    light lighthouse limited line lines lingala link list lists lithuanian little live living loc local locality
    location locked log logo long look lose lost love low luton macro macros made maiden mail main maintenance major
    make making male man managed management manager managers mandarin mandatory many mapp mappa mar marac march marked
    market marking maternity matter may media mediation medical medium meet meeting member members memo men mental
    merge message messy met microsoft middle might migrant minor minutes missing mixed mobile mock mode model moment
    mon monday money monitoring month monthly months more morning mosaic mosque most mother move moved moves moving
    msg msgs msword multi multiple mum muslim must mutual my myself name named names nan national nationality near
    nearest need needed needs neighbour neighbourhood neighbours neither nest nested network never new newborn newline
    next nhs nigeria nigerian night nil nine no nobody nomadic nominate nominated nominating nomination nominations
    none nonmolestation noon normal north northern not notes nothing notice notification notifications nov november
    now nrpf nuclear null number nursery occupational ocd oct october odd odt of offer offers office officedocument
    officer officers official often ok old older on one one1 ongoing online only open opening openoffice operations
    opinion option options order orders ordinator organisation original other others our ours out outcome outer
    outlook outreach outside over overcrowded overcrowding overview owed own owner p1 p2 p3 pack page page1 pages paid
    pakistan pakistani pan panel paper papers paragraph parental parents park parking part partially parties partner
    partners partnership partnerships parts pashto pass password past path pathway patient pause pay payment pdf pdfs
    peace peer pending people per percent period permanent perpetrator persian person persons pets pg phase phone
    photo photo1 photos physical picker picture pilot pip place placement plain plan play please plhr plhrs plus pm
    png point points poland police policies policy polish poor portal portrait portuguese positive possession post
    postcode postcodes potential power practice preferred pregnancy pregnant present prevent prevention previous
    previously primary principal print printed priority prison privacy private privately pro probation problem
    procedure process processed professional professionals profile programme progress project proof property proposal
    proposed protect protected protection provide provider providers provision psychological ptsd public punjabi
    purpose put quality query quest question questionnaire questions quick quote race racial ramadan ran ranked rape
    rapid rating raw re reach read reader ready real reason reasons received recent recently reception reciprocal
    recommended record records recovery red redacted redraft redundant ref refer reference referral referrals referred
    referring refs refuge refugee refused refuses regarding regards region regional register registered registration
    rehouse rehousing related relationship relative relatives release relief relocation remain remember remove removed
    renewal rent repair repayment repeated replacement reply report reports representative request requested
    requestform requesting requests required requirement requirements rescue research resettlement residence resident
    residents resolve resource respite response responsibility restricted resubmission resubmitted result results
    return returned returning rev review reviewed revised revision rework ricoh rights rise risk risks river road role
    romania romanian room rooms rotated rough round routine row rows rtf rule rural russian safe safelives safer
    safety said sample samples sanctuary sat saturday save saw say says scan scanned scanner scheme school schools
    scotland scottish screening sdt search season second secondary section secure security see seen select self semi
    semicolon send sender sending senior sensitive sensory sent sep separate sept september serious serve service
    services session set setting seven several severe sex sexual shall share shared she sheet shelter sheltered short
    should show shown side sign signed significant signing sikh simple since single sister sisters sit site six size
    skew slash sleeping small smart so social society solace sole solicitor solicitors solutions somali somalia some
    somebody someone something sometimes son soon sort source south southern space spanish speak special specialist
    specific spend spouse spring squad ssa stage stairs stalking stamp stand standard star start starter state
    statement states station status statutory stay step still stop storage stories story strategic strategy street
    strictly strike strong struck student studio style sub subject submission submit submitted submitting sudanese
    suitable suite sum summary summer sun sunday supplement supplementary support supported supporting surgery surname
    survey survivor survivors swahili switchboard syria syrian system ta tab table tables take taken tamil tasks team
    teams tech teen teenager teenagers tel telephone tell temp template templates temple temporary ten tenancies
    tenancy tenant tenants term terms test tests text than thank thanks that the their theirs them then therapy there therefore
    they think third thirteen this though thought threat threats three through thu thur thurs thursday tick ticks tif
    tiff tigrinya tilted time times title to today toddler together told tomorrow tongue too took tool toolkit torture
    total towards town track tracked trafficking training transfer transfers transition translated translation trap
    travel tribunal tricky true trust trustee tue tues tuesday turkey turkish turn turning tv twelve twenty twi two
    type typed types uc uk ukrainian ukvi uncle under understand union unit united units universal university unknown
    unless unsafe unscanned unsigned unspecified until untitled up update updated upload uploaded upon upper urdu
    urgency urgent urgently us use using usually v1 v2 v3 valid value variant various vary vawg verbal verification
    verified version very vfinal victim victims vietnamese viewing views village violence violent visit visitor visual
    void voids voluntary volunteer vulnerable wa wait waiting wales walk want wants ward warm warning was watch water
    way we web website wed wednesday weds week weekly weeks weird welcome welfare well wellbeing welsh went were west
    western what whats whatsapp wheel wheelchair when where which while white who whole why wide wider wife will win
    wing winter wish with withdrawal within without witness witnessed woman women womens wood word word97 wordpad work
    worker workers working workshop world worth would write writer writing written wrong xerox xfa year years yes
    yesterday yet yoruba you young your yours youth youths zero zip zipped zone
"""
)
# First names that are no other word of a form: one of them alone in a free text tells somebody.
GIVEN_NAMES = word_set(
    """
    aaliyah aaron abbie abby abdi abdirahman abdul abdullah abdullahi abena abigail abiola adam adanna ade adebayo
    adel adenike adeola adil adnan adrian adunni afua agatha agnes agnieszka ahmad ahmed aidan ailsa aimee aisha
    aisling aissatou ajay akosua akua alan alana alannah alasdair albert alejandra alejandro aleksandra alessandro
    alessia alex alexa alexander alexandra alexandre alexandru alfie alfred ali alice aline alisha alison alistair
    alyssa amadou amal amanda amandeep amani amara amber ambreen amelia amelie amie amina aminah aminata amir amira
    amit amrita amy ana anabel anastasia andre andrea andreea andrei andrej andrew andrzej aneta angela angelica
    angelina angie anika anil anisa anisha anita anja anjali ann anna annabel annabelle anne annette annie ansa
    anthony antoinette antonia antonio anuj anya aoife aqsa archie ariana arif arjun arlene armando arnold aroosa
    arshad arthur arun asad asha ashanti asher ashleigh ashley ashok asif asiya asma asmaa astrid audrey augustine ava
    awa ayaan ayesha aylin ayse ayub azadeh aziz aziza babatunde baljit barbara barry bartosz basma beata beatrice
    beatriz becky belinda bella ben benedict benita benjamin bernadette bernard bertha beryl beth bethany betty
    beverley bianca bilal bilqis binta bintou blessing bobby bogdan bola bonnie boris bradley brandon brenda brendan
    brian bridget bronwyn brooke bryony bukola caitlin caleb callum camilla camille candice cara carina carl carla
    carmen carol caroline carolyn carrie carys cassandra catalina catherine cathy cecilia cedric celeste celia chanel
    chantal chantelle charlene charles charlie charlotte cherelle cheryl cheyenne chiamaka chiara chidi chika chinedu
    chioma chloe christina christine christopher chukwuemeka ciara cindy claire clara clarissa claudia clementine
    clifford clive colette colin colleen connor conor cordelia corey corinne courtney craig cristina cyril dagmar
    dahlia daisuke daisy dalia damian damilola dana danica daniel daniela danielle danika danny daphne darius darrell
    darren daryl dave david davina dawn deanna debbie deborah debra declan deepa deirdre delroy demi denise dennis
    derek desiree desmond dexter diana diane diego dilip dilys dina dipali diya dmitri dolores dominic dominik
    dominique donald donna donovan doreen doris dorota dorothea dorothy doug duncan dwayne dylan eamon ebony edith
    edmund edna eduardo edward edwin efua eileen eirlys ekaterina ekow elaine elan eleanor elena eli elias elif elijah
    eliot elisa elise elisha eliza elizabeth ella ellie elliot elliott elodie eloise elsie elspeth elvira emeka emily
    emine emma emmanuel emmanuella enid enrique eric erica erika erin ernest errol eshal estelle esther ethan ettie
    eugene eugenia eunice eva evan evans evelyn ewa ewan ezra fabio fadumo fahad faisal faiza faizan farah farhan
    farida fariha farouk fatema fatima fatimah fatma fatou fatoumata fay faye felicia felix femi ferdinand fergus
    fernanda fernando filip filiz finlay finn fiona fiorella floyd folake francesca francisco franco francois frankie
    fred freda freddie frederick freya funmi funmilayo gabriel gabriela gabriella gareth garfield gary gavin gemma
    genevieve geoffrey george georgia georgie georgina gerald geraldine gerard gertrude ghazala giles gillian gina
    giorgio giovanni giulia giuseppe gladys glenda glenn gloria glynis gordon graham grazyna greg gregory greta
    guilherme gulnaz gurpreet gwen gwendolyn habib habiba hadiya hafsa hakeem halima hamid hamida hamish hamza hana
    hanan hania hannah harjit harminder haroon harpreet harriet harry haruka hasan hasina hassan hawa hayley heather
    hector heidi helen helena helga henrietta henrik henry hermione hilary hilda hiroshi hodan hollie hooria horace
    howard huda hugh hugo humaira husna hussein hyacinth iain ian ibrahim ifeoma iman imelda imogen imran ines inga
    ingrid inigo ioan ioana iolanthe ione iqra irena irene irfan irina irma irvin isaac isabel isabella isabelle isha
    ishmael isla ismail istvan ivan ivana izabela jacek jack jackie jacob jacqueline jacqui jada jade jaden jahid
    jaimee jaipreet jake jakub jamal jameela james jameson jamie jamila jana jane janelle janet janette janice janine
    jared jarek jasmin jasmine jason jaspreet jaswinder javed javier jayden jayne jean jeanette jeff jeffrey jemima
    jemma jenna jennifer jenny jeremiah jeremy jerome jerry jesse jessica jessie jia jill jim jimmy joan joana joanna
    joanne joao joaquin jodie joe joel joelle johan johanna johannes john johnny jolene jonah jonas jonathan jordan
    jorge jose josefina joseph josephine josh joshua josiah josie jovan joyce juan juanita jude judith judy julia
    julian juliana julie juliet juliette julius junaid jung jurgen justin justine justyna kai kaltrina kamal kamala
    kamil kamran kanwal kareem karen karim karina karl karla karolina kasia katarzyna kate kateryna katherine kathleen
    kathryn kathy katie kavita kay kaya kayla kayleigh keira keisha keith kelechi kelly kelvin kemi kenneth kenny
    kerri kerry kevin keyan khadeeja khadija khadijah khalid khalida khansa kiana kiara kieran kieron kim kimberley
    kimberly kiran kirsten kirstin kirsty klaudia kofi kojo konstantin krishna krista kristen kristian kristina
    kristopher krystyna krzysztof kulwinder kunal kurt kwabena kwaku kwame kyle kylie lacey lakshmi lamin lana lara
    larissa larry latifa latisha latoya laura laurel lauren laurence laurie lavinia lawrence layla lea leah leanna
    leanne lee leighanne leila lena lenka lenny leo leon leona leonard leonie leonora leopold leroy lesley leslie
    letitia lewis leyla liam liana lidia lila lilian liliana lillian lily lina linda linnea lionel lisa liv livia liz
    liza lizzie lloyd logan lois loredana lorenzo loretta lori lorna lorraine louis louisa louise lucas lucia lucian
    luciana lucie lucille lucinda lucy ludmila luis luisa lukasz luke lydia lyndsey lynn lynne lynsey mabel maciej
    mackenzie madeleine madison magda magdalena mahad mahmood mahmoud maisie makayla malachi malak malcolm malgorzata
    malik malika mamadou manal mandy manjit manoj manuel manuela mara marcel marcela marcia marcin marco marcus
    margaret margarita margot marguerite maria mariam mariama marian mariana marianne maribel marie marilyn marina
    mario marion marisa marissa marius marjorie marlene marlon marsha marta martha martin martina martyn marvin mary
    maryam maryanne masood mateusz mathew mathilda matilda matteo matthew maud maura maureen maurice mauro mavis
    maxine maya mayowa megan mehdi mehmet mehreen mei melanie melina melinda melissa mercedes meredith merle mervyn
    mia micah michael michaela michal michele michelle miguel mihai mikael mikaela mikhail mildred millicent millie
    mimi mina mindy minh mira miranda miriam mirjana misbah mitra moesha mohamed mohammad mohammed mohamud mohsin
    moira molly mona monica monika monique morag muhammad muna munira muriel musa mustafa mya myra myriam myrtle
    nabeel nabila nadeem nadia nadine nadira nafisa naila naima najma nancy nandini naomi naseem nasir nasra nasreen
    natalia natalie natalya natasha nathalie nathan nathaniel naveed nayab nazia nazir neela neelam neeta neha neil
    nell nellie nerys nesta neville ngozi niall niamh nicholas nick nicola nicolae nicolas nicole nicolette niels
    nigel nikita nikki nikola nikolai nina nirmala nisha nishat noah noel noelle nooria nora noreen norma norman
    nosheen nour nuala nuno nyla oksana olayinka oleg oleksandr olena olga oliver olivia olivier oluwaseun oluwatobi
    omar omari omolara onika oona ophelia oriana orla orlando orsolya oscar osman otis otto owen paige paloma pamela
    pandora paolo parveen pascal pascale patrice patricia patrick patsy paul paula paulette paulina pauline pavel
    pawel payal pedro peggy penelope perpetua peter petra petros phil philip philippa phillip phoebe phyllis pierre
    piotr pippa polly poonam prakash precious preeti priscilla priya priyanka qasim quentin quincy rabia rachael
    rachel rachelle radoslaw rafael rafal rafiq raheem rahul raj raja rajesh rajinder rajiv ralph ramona rani rania
    raphael raquel rasheeda rashid rashida raul raymond razia rebecca rebekah reece reggie rehana rehman renata rene
    renee reuben reza rhea rhian rhiannon rhoda rhona rhonda rhys ricardo riccardo richard rick ricky rita riya rizwan
    rizwana robbie robert roberta roberto robin rocio roderick rodney rodrigo roger rohan roisin roksana roland romeo
    romy ronald ronan ronnie rory rosa rosalind rosamund rosanna rosanne rosario roseanne rosemarie rosetta rosie
    rosina rosita rowena roxana roxanne roy roza ruby rudo rudolf rufus rukhsana rukia rupert rushda russell ruta ruth
    ruweyda ryan saad sabah sabina sabine sabrina sade sadia sadie sadiq saeed safa safia safiya sahar sahra saima
    saira sajid sajida sakina saleh salim sally salma salome salvatore sam samantha samara samia samina samir samira
    samson samuel sana sandeep sandra sandy sania sanjay sanna santiago sara sarah sasha saskia satnam saul scott
    seamus sean sebastian selena selina selma serena serge sergei sergio seth shabana shabnam shafiq shahid shahida
    shahnaz shaima shakira shamima shamso shana shanaya shanelle shani shanice shanika shannon shanta shantel
    shaquille sharifa sharmin sharna sharon sharonda shaun shauna shay shayla shaz shazia shea sheena sheila sheldon
    shelley shelly sheree sherry shirin shirley shiv shivani shona shreya shukri siddiqa sidra sienna sigrid silvana
    silvia simon simona simone sindy sinead siobhan siti skye sofia sonia sophia sophie sophy sorcha stacey stefan
    stefania stella steph stephan stephanie stephen steven stewart stuart sue suhail sukhdeep suki suman sumaya
    sumayyah summayah sunil sunita suresh surinder susan susannah susie suzanne svetlana sybil syed sylvester sylvia
    sylvie tabitha tahir tahira taiwo takeshi talia tamar tamara tameka tammy tamsin tania tanisha tanvir tanya
    tanzila tara tarek tariq tariro tarun tasha tasneem tatiana tatyana taylor ted temitope tendai terence teresa teri
    terri terry tessa thalia thandi thea thelma theo theodora theodore theresa thomas tia tiago tiana tierney tiffany
    tilda tim timothy tina tobias toby tola tom tomas tomasz tommy toni tony tonya toyin tracey tracy travis trevor
    tricia trina trish trisha tristan trudy tyra tyrell tyrese tyrone uche ugochukwu ulrike umar ursula usha usman
    uzma valentin valentina valeria valerie vanessa vasile velma venetia vera verity verna vernon veronica vicky
    victor vijay vikram viktor viktoria vince vincent viola violeta vishal vitor vivian vivien vivienne vlad vladimir
    walter wanda warsame waseem wasim wayne wei wendell wendy wesley wilfred wilhelmina william wilma winifred winnie
    winston wioletta wojciech xander xavier xenia ximena xin yaa yael yana yara yaseen yasin yasir yasmeen yasmin
    yasmina yaw yemi yetunde yohannes yolanda yosef youssef yuki yuliya yuri yusra yussuf yusuf yvette yvonne zac zach
    zachary zaheer zahid zahida zahra zaid zaina zainab zakaria zaki zakiya zane zara zaynab zehra zeinab zelda zena
    zeynep zhang ziad zina zinat zita zoe zofia zoltan zoya zubair zuhra zuleikha zulfiqar zuri zuzanna
"""
)
# Surnames that are no other word of a form, nor a place: the same.
SURNAMES = word_set(
    """
    abbas abbott abdi abdullahi abebe aboagye acheampong achebe adams addo adebayo adegoke adekunle ademola adeniyi
    adeyemi adu afolabi afriyie afzal agarwal agbaje agyeman ahmadi ahmadzai ahmed ajayi akbar akhtar akinola akintola
    akram akter akuffo alam alexandrou allison alves amoah ampofo anderson andersson antwi appiah arshad asamoah
    asante ashraf aslam atkinson awan aydin ayodele azeez babalola badmus bakare balogun banerjee bansal baptista
    baptiste baran bashir bassett bates begum belhaj bello bennett bhatt bhatti bibi biswas blackwood boakye boateng
    bose bowen bradshaw brady brennan briggs bryant buchanan burnett byrne cameron campbell carmichael carrington
    carroll castro celik chadha chan chang chaudhary chaudhry cheema chen cheng cheung chopra choudhury chowdhury
    chukwu cisse clarke clayton cohen coleman collins connolly conteh costa costello coulibaly coulson cowell crawford
    cruz cunningham dalton daly daniels danso darko davidson davies davis delgado demir desai deva dhaliwal dhillon
    diallo dias diaz dixon doherty donnelly donovan doyle dubois duncan dunne duran dwyer edwards ekwueme ellis
    emmanuel erdogan eriksson essien estrada evans ezekwe fagbemi faruk fashola fawcett fernandes fernandez ferrari
    ferreira fitzgerald fitzpatrick flanagan fletcher flores flynn fofana fonseca franco fraser gallagher garcia
    gardiner garrett gashi gebremedhin ghani ghosh gibbs gibson gilbert gomes gomez gonzalez gopal gordon goyal graham
    grewal griffin griffiths gunawardena gupta gurung gutierrez guzman haddad haider haile hakimi halil hamilton haque
    harris harrison hashemi hassan hernandez herrera hinds hoang hodgson holloway hopkins hossain hosseini huang
    hughes huq hussain hussein huynh hylton ibekwe idris igwe ikram ilyas iqbal ismail ivanov ivanova iyer jabbar
    jackson jacobs jafari jain jallow jama jankowska jankowski javaid jenkins jimenez johal johansson johnson johnston
    jones joshi kabir kamara kamau kaminski kapoor karimi kaur kavanagh kaya kelly kennedy khalil khan khanom khanum
    khatoon khatun khoury kiani kipkemboi klein kovac kovacs kowalczyk kowalska kowalski krasniqi kruger kumar kumari
    kwarteng kyei lal larsen lawal lawson leblanc lecky lewandowska lewandowski lin liu lopes lopez lowe lund lynch
    macdonald mackay mackenzie maclean mahmood mahmud maina malik maqsood marin marinescu marques martinez masih
    masood matthews mazur mbeki mccarthy mcdonald mcgrath mckenzie mclean mehta mendes mendoza mensah meyer miah mian
    mirza mohamud mohanty molina moore morales moran moreno morgan morris morrison moyo mughal muir mukherjee muller
    munoz murphy murray musa mustafa mwangi naidoo nair nartey nasir navarro naz nazari ncube ndiaye nguyen nicholls
    nikolov nkrumah nnamdi nowak nunez nwachukwu nwosu o'brien o'connor o'donnell o'neill oakley obi ochieng odhiambo
    oduya ofori ogunleye ojo okafor okeke okeowo okonkwo okoro okoye oladipo olatunji oliveira olsen omar onyango
    opoku ortega ortiz osei osman otieno owusu oyelaran ozturk pandey papadopoulos parekh parmar parsons pascual patel
    pathak patterson pearce pereira perera perez petrov petrova pham phiri pillai pinto popa popescu prasad qadir
    quansah qureshi rafiq rahimi rahman rai rajan ramirez ramos rana rao rashid rathore rehman reilly reyes reynolds
    ribeiro richards richardson riley rivera robertson robinson rodrigues rodriguez rogers romero rosario rossi
    roussel roy russo sadiq saeed saleem samuels sanchez sandhu sankara santos sarkar sarpong saunders schmidt
    schneider sesay sethi shah shaikh sharif sharma shaw shehu sheikh siddique siddiqui sidhu silva simmons simpson
    sinclair singh smith soares solanki soto sow stefanov stephenson stevens stewart stubbs suleiman sullivan sundaram
    suzuki syed szabo tadesse takahashi tanaka tandoh tariq tesfaye tewolde thapa thompson thomson tiwari torres toth
    touray tran traore tsang turay uddin udo ullah umar usman vargas varma vasquez vega verma vieira villanueva virk
    wang wanjiku warsame watson watts webb weber wiafe wiggins wilkinson williams williamson wilson wisniewska
    wisniewski wojcik wong wright xu yadav yang yeboah yeo yilmaz yusuf zafar zaman zhang zhao zhou zielinska
    zielinski zulu
"""
)
# Names that are words too when they are written small: «blessing», «a rose», «to sue».
ALSO_WORDS = word_set(
    """
    amber beryl blessing bobby carol coral costa crystal daisy dawn delta duke ebony fern flora gene ginger grant hazel
    heather holly hyacinth iris isha ivory jack jade jain jasmine jean kelvin laurel lily marina mercedes myrtle nick
    olive otis patience penny precious prince raja rich rick robin rocky roman rosa rosario ruby rush sally sandy sheikh
    sow stella sue terry twin valentine verity victor viola violet watts will wright yang young zulu
    """
)
# After a given name these make it a place's or an institution's.
INSTITUTIONS = word_set(
    """
    academy association avenue center centre church clinic close college court estate foundation gardens group hall
    homes hospital hostel house housing lane lodge park place project refuge road school square street surgery theatre
    mews crescent drive terrace walk row broadway parade wharf quay buildings
    trust ward way
"""
)
KIN = (
    r"mum|mother|mummy|dad|daddy|father|son|daughter|sister|brother|nan|nana|gran|grandmother|grandfather|aunt|auntie|uncle|"
    r"cousin|niece|nephew|partner|husband|wife|ex|ex[- ]partner|ex[- ]husband|ex[- ]wife|ex[- ]boyfriend|boyfriend|girlfriend|"
    r"fianc[eé]e?|stepfather|stepdad|stepmother|stepson|stepdaughter|baby|toddler|twins?|perpetrator|perp|abuser|client|"
    r"applicant|tenant|victim|survivor|child|girl|boy|friend|neighbour|siblings|children|kids|sons|daughters|brothers|sisters"
)
OWNED = (
    r"ex|mum|mother|dad|father|partner|husband|wife|sons?|daughters?|children|kids|family|brothers?|sisters?|uncle|aunt|friends?|house|"
    r"flat|home|address|phone|mobile|number|email|tenancy|health|behaviour|abuse|abuser|perpetrator|former|new|current|boyfriend|"
    r"idva|isva|advocate|girlfriend|baby|school|parents|cousins?|name|case|situation|safety|needs|relatives|room|gang|crew|associates|mates|car|keys|door|"
    r"windows?|block|street|work|workplace|job|letter|consent|form|request|referral|wishes|views|statement|injuries|solicitor|passport|"
    r"landlord|neighbours?|probation|employer|licence|grandmother|grandfather|gran|nan|family|violence|threats|bail|release|contact|details|support|worker"
)
# Whoever has one of these callings works on the case; so do their numbers.
WORKERS = (
    r"officer|nho|colleague|coordinator|co-ordinator|(?:key|case|social|support|outreach|youth|care)?\s?worker|"
    r"caseworker|keyworker|idva|isva|idsva|advocate|"
    r"manager|council|police|pc|dc|ds|sgt|sergeant|constable|detective|solicitor|barrister|surgery|gp|"
    r"doctor|health visitor|midwife|nurse|therapist|"
    r"counsellor|psychologist|agency|charity|office|switchboard|helpline|referrer|interpreter|teacher|headteacher|mentor|probation|supervisor|"
    r"team leader|named lead|team"
)
