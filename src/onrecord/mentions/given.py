"""Given names of men and women over many cultures: a hint at the pronoun, never at who somebody is."""

from __future__ import annotations

from onrecord.names import fold

_WOMEN = """
abigail adaeze adriana agnes agnieszka aicha aisha aiko akiko alejandra alessandra alexandra alice
alicia alina alisa alison allison amal amanda amara amber amelia amina amira amy ana anastasia andrea
angela angelica angelina anita ann anna anne annegret anneli anneliese annette annie annika antonia
april arlene ashley asma astrid audrey aurora ayesha aylin ayse ayumi azadeh barbara beata beatrice
beatriz begona benazir bernadette bertha beth betty beverly bianca birgit birgitta bonnie brenda bridget
brigitte brooke camila camille candace carey carla carly carmen carol carole carolina caroline carolyn
carrie casey catalina catherine cathy cecilia celeste celia celine chantal charlene charlotte chelsea
cheryl chiara chidinma chloe christiane christina christine cindy claire clara claudia clemence colleen
concepcion condoleezza connie consuelo courtney cristina crystal cynthia dalia daniela danielle daphne
daria darya dawn deborah debra delia denise diana diane dina dolores dominique donna dora doris dorothy
dunja ebony edith eileen elaine elena eleanor elif elisa elisabeth elise eliza elizabeth ella ellen
eloise elsa elsie emiko emilia emily emma erica erika erin esi esperanza estelle esther eugenia eunice
eva eve evelyn ewa fatima fatma fatou felicia fiona flora florence frances francesca freya frida
gabriela gabriella gabrielle gail gemma genevieve georgia geraldine gertrude ghazala gillian gina
giorgia giovanna giselle giulia glenda gloria grace graciela greta gretchen guadalupe gwen gwendolyn
habiba hala halima hana hanan hanna hannah hanne harriet hasina hazel heather heidi helen helena helga
hilary hillary hiroko holly hyacinth ida ifeoma ilse imelda ines ingrid inga ioana irena irene irina
iris irma isabel isabella isabelle ivanka ivonne jacinda jacqueline jana jane janet janice jasmine
jaroslava jean jeanette jeanne jelena jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn
jodi johanna josefina josephine joy joyce juana juanita judith judy julia juliana julie juliet june
justine kaisa kamala karen karin karina karla kate katerina katharine katherine kathleen kathryn kathy
katie katrina katya kay kayla kelly kellyanne kerry khadija kim kimberly kirsten kristen kristin
kristina krystyna lakshmi lara larisa laura lauren laurie layla leah leila lena leonor leslie leticia
leyla lidia lila lilian lillian lily linda lindsay lindsey lisa liz lois lola lorena loretta lori lorna
lorraine louisa louise lubna lucia lucy ludmila luisa lupe lydia lynn lyudmila mabel madeleine madeline
madison magda maggie maha malala malia malika mandy manal maral marcia margaret margarita margrethe
marguerite maria mariam mariana marianne maribel marie marilyn marina marine marion marisa marissa
marjorie marlene marta martha martina mary maryam mathilde maureen maxine maya mayra maysoon megan
mehwish mei melania melanie melinda melissa mercedes meredith meryem mia michaela michele michelle
mildred mina mirjam miranda miriam moana molly mona monica monika monique muriel myra nabila nadege
nadia nadine nancy nanette naomi nasrin natalia natalie natasha nawal neha nell nicola nicole niamh
nikki nina nirmala noor nora noreen noriko norma ngozi nomvula nuria odile olga olivia olufunke ona oona
oprah padma paloma pam pamela parvin patience patricia patty paula paulina pauline peggy penelope penny
petra philippa phoebe phyllis pia pilar polly pooja portia prisca priscilla priti priya rachel raina
ramona rana rania rebecca regina reina renata renee rhonda rima rita ritva roberta robin rochelle rosa
rosalind rosario rose roseanne roseann rosemary roxana roxanne ruth sabine sabrina sadia sahar sally
salma samantha samia samira sandra sandy sanna sara sarah sarai saskia savannah selena serena shannon
sharon sheila shelley sherry shirin shirley sian sigrid simone siobhan sofia solange soledad sonia
sophia sophie soraya stacey stacy stefanie stella stephanie sue suki sunita susan susana susanne suzanne
svetlana sylvia tabitha tamara tammy tania tanya tara tasha tatiana teresa tess tessa thandi theresa
therese tiffany tigist tina toni tove tracey tracy trudy tulsi uma ursula valentina valeria valerie
vanessa vera veronica veronika vicki victoria viktoria viola violet virginia vivian waltraud wanda warda
wendy whitney widad wilhelmina winifred wislawa xiomara yael yara yasmin yasmine yelena yoko yolanda
yulia yuki yuko yvette yvonne zainab zara zelda zeinab zeynep zoe zofia zuzana nazanin
"""
_MEN = """
aaron abbas abdul abdullah abdulrahman abel abraham abu adam adel adnan adolf adrian ahmad ahmed aidan
akbar akira al alan alastair albert alberto alejandro aleksandar aleksandr alessandro alex alexander
alexandre alexei alexis alfonso alfred alfredo ali alistair allan allen alvaro alvin amadou amir amit
amos anders andre andreas andrei andres andrew andrey andrzej andy angelo angus anil antoine anton
antonio anthony arash archie ari ariel arjun armando arnaud arne arnold art arthur arturo arvind asad
ashraf augustin aung austin avi axel aziz baltasar barack barnaby barry bart bartosz bashar basil bekir
ben benedict benjamin benny bernard bernardo bernd bernie bert bill billy bjorn bo bob bobby boris brad
bradley brandon brendan brent brett brian bruce bruno bryan bryce byron caleb calvin cameron carl carlo
carlos carter cecil cedric cesar chad charles charlie chester chet chidi chris christian christoph
christophe christopher chuck clarence claude claudio claus clay clement cliff clifford clint clive clyde
colin colm conor conrad corey cory craig curtis cyril cyrus dag dale damian damon dan daniel danny
darius darrell darren darryl dave david davud dean declan demetrio denis dennis derek desmond dexter
didier diego dieter dimitri dirk dmitri dmitry dominic don donal donald doug douglas drew duncan dustin
dwight dylan earl ed eddie edgar edmund eduardo edward edwin efrain eli elias elijah elliot elliott
elmer elon emanuel emeka emil emilio emmanuel emre enrico enrique eric erick erik ernest ernesto ernst
esteban ethan etienne eugene evan evaristo evgeny fabian fabio fadi faisal farouk farid fawad felipe
felix ferdinand fernando fidel filip florian floyd fouad francis francisco franco francois frank
franklin franz fred freddie frederick fritz gabriel gareth gary gavin gene gennady geoff geoffrey george
georges georgy gerald gerard gerardo gerhard gianni gideon gilbert gilles gino giorgio giovanni giuseppe
glen glenn gordon graham grant greg gregor gregory grigory guido guillaume guillermo gunnar gunther gus
gustav gustavo guy habib hafez hakan hakim hal hamad hamid hamza hank hans harald hari harold harris
harry harvey hashim hassan hasan hector heinrich heinz helmut hendrik henk henri henrik henry herbert
herman hernan hideo hiroshi hocine horst hosni howard hubert hugh hugo humberto hussein ian ibrahim
ifeanyi ignacio igor iker ilyas ilya imran isaac isak isaiah ismail issa ivan ivor jacek jack jackson
jacob jacques jaime jake jakob jalal jamal james jamie jan janusz jared jaroslaw jason jassim javad
javier jay jean jeb jed jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy jiro joachim joao
joaquin jochen joe joel joerg johan johann johannes john johnny jon jonah jonas jonathan joost jordi
jorge jorma jose josef joseph josh joshua juan juhani jules julian julien julio julius jun jurgen justin
kaito kamal karim karl kazuo keir keith kehinde ken kenji kenneth kevin khaled khalid khalil khizr kirk
klaus kofi konrad konstantin kostas kristian krzysztof kurt kwabena kwame kyle lamine lance larry lars
laszlo laurence laurent lawrence lazaro lee leif len lennart leo leon leonard leonid leopold leroy
lester lewis liam lindsey lionel lloyd logan lorenzo lothar lou louis luc luca lucas lucien luigi luis
luka lukas luke lutz mads magnus mahmoud mahmud malcolm malik manfred manmohan manuel marc marcel
marcelo marco marcos marcus marek mario marion marius mark markus marshall martin marty marvin massoud
mateo mathew mathias matt matteo matthew matthias maurice mauricio max maxim maxime mazin mehdi mehmet
mel melvin meir menachem michael michal michel miguel mihail mike mikhail milan miles milos milton mitch
mitchell mitt mo moammar modou mohamad mohamed mohammad mohammed mohsen morgan morris moshe moussa
muhammad muhannad mukesh munir murray mustafa mykola nabil najib narendra nasser nate nathan nathaniel
neal ned neil nelson neville newt nicholas nick nicolas nigel nikita nikola nikolai nil niklas nils noah
noel nolan norbert norman nuri oleg oleksandr oliver olivier omar oren orlando ortwin oscar oskar osman
osvaldo otis otto ousmane owen pablo paddy paolo pascal pat patrick paul paulo pavel pedro percy pete
peter petro petros phil philip philippe pierre pieter piet piotr qasem qassem qassim quentin rafael
rafiq rahul raj rajesh rajiv ralf ralph ramiro ramon ramzi ramzan rand randall randy raphael rashid
rasmus raul ravi ray raymond recep reginald reinhard reinhold rene rex reza ricardo riccardo richard
rick ricky rob robert roberto rod roderick rodney rodolfo rodrigo roger rohit roland rolando rolf roman
romano ron ronald ronnie rory ross roy ruben rudolf rudolph rudy rufus rui rupert russ russell ryan saad
sadiq saeed said salah salem salim salman salvador salvatore sam sami samir samuel sandro sanjay
santiago satoshi saul scott sean sebastian selim serge sergei sergey sergio seth shane shaun shawn
sheldon shinzo shun sid sidney silvio simon solomon spencer spyridon spyros stan stanislav stanley
stavros stefan stefano stephan stephane stephen steve steven stewart stuart suleiman sven syed takashi
talib tano tariq taro tayyip ted terence terrence terry thabo theo theodore thierry thomas tim timothy
tobias toby todd tom tomas tomasz tommy tony trent trevor tristan troy tunde tyler ulrich umar urs
vaclav valdas valentin valery vasily vernon vic victor vijay vikram viktor vince vincent vinod vitaly
vito vlad vladimir volodymyr waleed walid wallace walter warren wayne wei wendell werner wesley wilbur
wilfred wilhelm will willem william willie willy winston wissam wolfgang woody xavier yaakov yair yaw
yasser yitzhak yosef younis yuri yusuf yves zac zach zachary zakaria zaki zane zdenek zlatan
"""
_BOTH = frozenset(
    {
        "alex",
        "alexis",
        "andrea",
        "ariel",
        "casey",
        "dominique",
        "jamie",
        "jean",
        "jun",
        "kelly",
        "kerry",
        "kim",
    }
    | {
        "lee",
        "leslie",
        "lindsay",
        "lindsey",
        "lynn",
        "marion",
        "morgan",
        "nikita",
        "noor",
        "pat",
        "robin",
        "sam",
    }
    | {
        "sandy",
        "shannon",
        "sidney",
        "stacy",
        "tracy",
        "wei",
        "yuki",
        "nicola",
        "laurence",
        "simone",
        "jo",
        "joy",
    }
)
WOMEN = frozenset(_WOMEN.split()) - _BOTH
MEN = frozenset(_MEN.split()) - _BOTH
GIVEN = WOMEN | MEN | _BOTH
_SOUTH_MEN = frozenset({"luca", "joshua", "mustafa", "hamza", "musa", "issa", "akira", "elijah", "garba", "nikola"})


def gender_of(name: str) -> tuple[str | None, float]:
    """Return "m", "f" or None for a given name, and how sure that is (0..1)."""
    first = fold(name).split()[0].strip(".") if name.strip() else ""
    word = first if first in GIVEN else first.split("-")[0]
    if word in WOMEN:
        return "f", 0.9
    if word in MEN:
        return "m", 0.9
    if word in _BOTH or len(word) < 4:
        return None, 0.0
    if word.endswith(("ia", "ina", "ita", "ella", "etta", "elle", "ette", "yna")) and word not in _SOUTH_MEN:
        return "f", 0.6
    return None, 0.0
