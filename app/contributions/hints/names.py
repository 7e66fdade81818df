"""Words that make the difference between a name and an everyday word."""

FIRST_NAMES = frozenset(  # such as nobody takes for another word; a name that is a word too (Roos, Mark) is not here
    """
    aad abdel abdul achmed adil adriaan agnes ahmed ahmet albert alexander alfred ali alice amina amir amira andré
    angela anita anja anke anna anneke annelies annemarie annemiek annet anouk antoine anton arend arie arjan
    arnold astrid ayse ayşe barbara bart bas bastiaan bea beatrijs bert berend bernard bianca bilal bob bram brigitte
    carla carlijn carolien caroline cees charlotte chantal christiaan christine cindy clara claudia coen conny cor
    corine cornelis daan daniel daniëlle david debbie dennis diana dick diederik dirk dylan edwin eefje eelco elise
    elisabeth ellen elly els elske emine emma erdem erik ernst esmee esther eva evelien fatima fatma fenna femke
    ferdinand filip fleur floris fokke francien frank frans fred frederik freek geert geertje gerard gerda gerrit
    gert gijs gina greet gregor guus hakan hamid hanna hanneke hannie hans harm harmen harry hassan hedwig heleen
    helena hendrik henk henriëtte herman hilde huib hugo ibrahim ilse inge ingrid irene irma isa isabel ismail ivo
    jaap jacob jacqueline jaco jamal janneke jannie janine jantine jasmijn jasper jeanine jelle jeroen jesse jet
    jeffrey jim joanna job jochem johan johanna johannes john jolanda joost jordy jorien joris josé joyce judith jules
    julia jurgen karel karim karin karlijn katja kees kelly kevin khadija kim klaas koen koos kurt lars laura leen
    leila leo leon lianne lieke lies liesbeth linda lisa lisanne lotte louis louise luc lucas luuk maarten machteld
    maaike manon marcel margot margreet margriet maria marianne marieke mariëlle marijke marije marjan marjolein
    marleen marloes martijn martin martine marko mathijs matthijs maurice max meike mehmet melanie melissa menno
    merel michael michel michiel mieke miriam mirjam mo mohamed mohammed monique mustafa myrthe nadia naomi natasja
    nicole niek niels nienke nina noor noortje olaf omar oscar pascal patricia patrick paul paulien peter petra
    pieter pim rachid ralf ramon rené renate renske ria richard rik rob robert robin roelof roelien ronald ruben rudolf
    ruth ruud saida saïd sander sandra sanne sara saskia selma serge sharon sibel simone sjaak sjoerd sofie sonja
    stef stefan steven suzanne sven sylvia tamara tanja theo thijs thomas tim timo tineke tjeerd tom trudy ursula
    valerie vera victor vincent walter wesley wilhelmina willem willemijn willeke wim wouter yasmin yusuf yvette yvon
    yvonne youssef zeynep jan piet
    aylin berkan burak derya elif emre esra farid faisal hatice hüseyin hussein ines kemal latifa malika
    meryem mina mounir murat nabil najat nour omer orhan osman rania redouan salim samira sevgi soufiane turan
    wei xin ying krzysztof agnieszka katarzyna tomasz piotr ewa oksana olena
    """.split()
)
NEVER_ALONE = frozenset("jan piet".split())  # 'Jan en alleman': only with a surname
SAYINGS = frozenset(("Jan Modaal", "Jan Rap", "Jan Publiek", "Jan Soldaat", "Piet Snot", "Jan Splinter"))
SUBJECTS = frozenset(  # what stands after a function without being a name: 'wethouder Ruimte'
    """
    ruimte ruimtelijke openbare wonen mobiliteit verkeer groen financiën duurzaamheid zorg jeugd sport cultuur
    onderwijs economie stadsbeheer stadsontwikkeling beheer riolering water klimaat energie veiligheid wijken sociaal
    bouwen bouw werken milieu natuur vergunningen handhaving toezicht parkeren fiets openbaar buitenruimte projecten
    stedenbouw landschap vastgoed grondzaken communicatie participatie inkoop realisatie uitvoering techniek afval
    """.split()
)
SUBJECT_ENDS = ("beheer", "ontwikkeling", "zaken", "ruimte", "werken", "dienst", "dienstverlening", "afdeling", "bouw")
LEADS = frozenset(  # with what the name of a street begins, before 'van', 'de' and its like
    """
    burgemeester wethouder prins prinses koning koningin keizer graaf gravin hertog baron jonkheer admiraal generaal
    kapitein minister pastoor dominee ds dokter dr professor prof meester mr sint st pater zuster heer johan jan
    """.split()
)
COMMON = frozenset(  # kinds of places: only with a capital inside a sentence are they the name of one
    """
    hoofdstraat winkelstraat woonstraat dorpsstraat fietsstraat zijstraat achterstraat tuinstraat schoolstraat
    speelstraat leefstraat laadstraat eenrichtingsstraat schoolplein dorpsplein marktplein stationsplein laadplein
    waterplein speelplein winkelplein wijkplein buurtplein kerkplein oprijlaan spoorweg snelweg omweg uitweg
    voetpad fietspad wandelpad speelplaats parkeerplaats standplaats werkplaats stadspark wijkpark buurtpark
    stadsgracht woonwijk nieuwbouwwijk volkswijk achterstandswijk krachtwijk hoogbouwwijk vinexwijk probleemwijk
    stadswijk bloemkoolwijk jarenzestigwijk woonbuurt nieuwbouwbuurt volksbuurt woonkwartier
    """.split()
)
# Municipalities that are everyday words too: at the start of a sentence only with a sign that a place is meant.
AMBIGUOUS = frozenset(
    """
    assen beek bergen best buren delft dongen duiven heerde hoorn horst houten huizen hulst kampen kapelle laren
    losser oss putten sluis stein veere voorst waterland weert wierden
    """.split()
)
IRREGULAR = {  # what people and things of a place are called, where that does not follow from its name
    "Den Haag": ("Haagse", "Haags", "Hagenaar", "Hagenaars", "Hagenezen"),
    "'s-Hertogenbosch": ("Bossche", "Bosschenaar", "Bosschenaren"),
    "Leiden": ("Leidse", "Leidenaar", "Leidenaren"),
    "Gouda": ("Goudse", "Gouwenaar", "Gouwenaars"),
    "Nijmegen": ("Nijmeegse", "Nijmeegs", "Nijmegenaar", "Nijmegenaren"),
    "Groningen": ("Gronings", "Groningse", "Stadjers"),
    "Zwolle": ("Zwolse", "Zwollenaar", "Zwollenaren"),
    "Almere": ("Almeerse", "Almeerders"),
    "Enschede": ("Enschedese", "Enschedeër", "Enschedeërs"),
    "Apeldoorn": ("Apeldoorner", "Apeldoorners"),
    "Zaanstad": ("Zaanse", "Zaankanters"),
    "Hengelo": ("Hengelose", "Hengeloër", "Hengeloërs"),
    "Deventer": ("Deventenaren",),
    "Haarlemmermeer": ("Haarlemmermeerse",),
}
