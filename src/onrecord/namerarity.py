"""How much a full name proves: whether many people bear it, by tables of common given and family names.

A name is common where both its parts are; two common given names in a row (Ali Hassan) are as good as that. It is rare
where neither is: how many families of an unlisted name there are nobody knows, and each has its Sarahs.
Pure: how many speakers of a registry bear a name is the registry's to say.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from onrecord.nameparts import parts
from onrecord.namesounds import sound
from onrecord.namewords import ALIKE, EAST_ASIAN_FAMILIES, NORTHERN_GIVEN


class Rarity(StrEnum):
    """How many people can be expected to bear a name."""

    RARE = "rare"
    CURRENT = "current"
    COMMON = "common"


_FAMILIES = """
adams allen anderson andrews armstrong bailey baker barnes bell bennett black brooks brown bryant bush butler
campbell carter chapman clark clarke cole coleman collins cook cooper cox cruz davies davis dixon edwards ellis
evans fisher ford foster fox fraser freeman gibson gordon graham grant gray green griffin hall hamilton harris
harrison hart harvey hayes henderson henry hill holmes howard hughes hunt hunter jackson james jenkins johnson
johnston jones jordan kelly kennedy king knight lee lewis lloyd long marshall martin mason matthews mcdonald miller
mills mitchell moore morgan morris morrison murphy murray myers nelson owen palmer parker patterson perry peters
phillips porter powell price reed reid reynolds richards richardson roberts robertson robinson rogers rose ross
russell ryan sanders scott shaw simmons simpson smith spencer stevens stewart stone sullivan taylor thomas thompson
thomson tucker turner wagner walker wallace walsh ward watson webb wells west white wilkinson williams williamson
wilson wood woods wright young byrne doyle obrien oconnor oneill cohen levy levi katz friedman kaplan garcia
rodriguez martinez hernandez lopez gonzalez gonzales perez sanchez ramirez torres flores rivera gomez diaz reyes
morales ortiz gutierrez chavez ramos ruiz alvarez mendoza vasquez castillo jimenez moreno romero herrera medina
aguilar vargas castro guzman fernandez munoz rojas silva soto delgado vega santos dos souza oliveira pereira costa
ferreira almeida ribeiro carvalho ortega navarro molina suarez dominguez iglesias nunez pena rossi russo ferrari
esposito bianchi romano ricci conti marino martin bernard dubois durand moreau laurent lefebvre leroy roux simon
michel petit bertrand girard muller mueller schmidt schneider fischer weber meyer meier wagner becker schulz
hoffmann hofmann koch bauer richter klein wolf schroeder neumann schwarz zimmermann braun hartmann kruger krueger
lange werner jansen de vries bakker visser smit mulder hansen johansen olsen larsen andersen pedersen nilsen
kristiansen jensen nielsen christensen rasmussen sorensen johansson andersson karlsson nilsson eriksson larsson
olsson persson svensson gustafsson korhonen virtanen ivanov ivanova petrov petrova smirnov smirnova kuznetsov
kuznetsova popov popova sokolov sokolova volkov volkova novikov novikova morozov fedorov pavlov pavlova nikolaev
bondarenko shevchenko kovalenko kovalchuk melnyk tkachenko nowak kowalski kowalska wisniewski novak horvat kovac
kovacs nagy toth szabo horvath popescu ionescu popa dimitrov georgiev jovanovic petrovic nikolic markovic
papadopoulos papas pappas yilmaz kaya demir celik sahin yildiz ozturk aydin arslan dogan khan ahmed ahmad ali
hussain hussein hassan hasan mohammed mohammad muhammad mohamed ibrahim abdullah abdallah rahman malik iqbal butt
chaudhry sheikh shah qureshi mahmood mahmoud mahmud omar umar osman othman salem salim saleh salman said saeed sayed
karim kareem jabbar jaber khalil khalid mansour mustafa nasser yousef youssef yusuf yusufu aziz hamid hamad hamdan
haddad khoury najjar darwish sultan zaki farouk fawzi ismail jamal kamal latif majid musa rashid rasheed sadiq sabri
taha tariq rezaei hosseini ahmadi mohammadi karimi moradi jafari rahimi sharifi haidari amiri singh kumar sharma
patel gupta verma mishra yadav das roy sen bose ghosh mukherjee banerjee reddy rao nair menon iyer joshi mehta
shukla pandey jain agarwal desai chopra kapoor fernando perera silva de_silva thapa gurung shrestha rai wang li
zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang feng deng han
cao kim lee park choi jung jeong kang cho yoon jang lim nguyen tran le pham hoang huynh phan vu vo dang bui do ho
ngo duong ly sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki
matsumoto inoue kimura mensah owusu boateng appiah asante okafor okoye okoro okonkwo adeyemi adebayo bello musa
garba sani usman abubakar danjuma eze obi diallo ba sow ndiaye diop traore keita coulibaly toure camara kone
ouattara mwangi kamau njoroge otieno ochieng odhiambo kariuki wanjiru moyo ncube dube ndlovu khumalo dlamini nkosi
zulu banda phiri tembo mutasa tesfaye bekele haile abebe girma hidayat santoso wijaya setiawan putra saputra susanto
siregar tan wong ng chan cheung lau leung ho yap lim teo
beridze gelashvili kapanadze lomidze giorgadze maisuradze mchedlidze kvaratskhelia hovhannisyan harutyunyan sargsyan
grigoryan petrosyan hakobyan karapetyan vardanyan mammadov aliyev huseynov hasanov guliyev karimov rakhimov yusupov
ismailov abdullaev kiss varga molnar nemeth farkas balogh takacs papp juhasz racz svoboda novotny dvorak cerny
prochazka kucera vesely horak nemec wojcik kaminski lewandowski zielinski szymanski wozniak dabrowski kozlowski
mazur dumitru stan radu georgescu stoica petkov nikolov todorov angelov kovacevic babic maric djordjevic stojanovic
ilic pavlovic vasiliev mikhailov lebedev kozlov stepanov egorov orlov andreev makarov nikitin zakharov zaitsev
solovyov borisov yakovlev grigoriev romanov alexeev kuzmin antonov tarasov kravchenko oliynyk lysenko rudenko moroz
polishchuk nieminen makinen hamalainen laine heikkinen koskinen jarvinen georgiou dimitriou nikolaou ioannou
constantinou vlachos bernardi ferraro colombo rizzo lombardi moretti barbieri fontana santoro mariani rinaldi caruso
ferrara galli leone longo gentile martinelli vitale lombardo serra coppola marchetti parisi conte rodrigues martins
fernandes goncalves gomes lopes alves teixeira moreira cardoso barbosa nascimento araujo rocha dias cavalcanti
fournier mercier bonnet garnier faure rousseau guerin boyer chevalier gauthier tremblay gagnon bouchard lavoie
fortin schafer krause lehmann huber maier fuchs weiss vogel keller gunther berger winkler roth lorenz baumann franke
albrecht schuster kraus kramer vogt sommer heinrich brandt haas schreiber schulte dietrich ziegler kuhn pohl engel
bergmann voigt sauer pfeiffer dijk janssen meijer hendriks dekker jacobs peeters maes claes lindberg lindstrom
bergstrom berg haugen dahl lund madsen poulsen moller gallagher doherty lynch quinn mccarthy nolan brennan burke
daly dunne fitzgerald flynn foley healy hogan kavanagh keane maguire mcgrath moran regan sheehan sweeney whelan
mccann mckenna mclaughlin donnelly duffy farrell macdonald mackenzie cameron ferguson sinclair sutherland munro
mackay goldstein goldberg rosenberg shapiro schwartz greenberg rubin stern rosen feldman mizrahi peretz biton dahan
azoulay akhtar begum bibi islam uddin hossain chowdhury mia sarkar saha pillai naidu krishnan subramanian kulkarni
deshpande patil jadhav shinde pawar naik bhat kaur gill sidhu sandhu dhillon tiwari dubey pathak thakur chauhan
rathore saxena srivastava bhattacharya chatterjee dutta dey biswas mandal jayasuriya bandara dissanayake gunawardena
hayashi saito shimizu yamazaki mori abe ikeda hashimoto yamashita ishikawa maeda fujita ogawa goto okada hasegawa
murakami kondo ishii sakamoto endo aoki nishimura fukuda miura fujiwara okamoto matsuda nakagawa harada villanueva
bautista aquino mercado pascual salazar contreras cordova espinoza figueroa fuentes guerrero leon maldonado marquez
mejia miranda montoya pacheco padilla rios salinas sandoval serrano solis trujillo valdez valencia velasquez
villarreal zamora cabrera campos cardenas cervantes acosta abdi farah warsame mohamud hirsi nur okello mugisha
musoke kagame uwimana niyonzima mukasa ochola kimani kiprotich cheruiyot kibet koech wanjiku mutua chukwu nwosu
okeke onyango ogunleye ojo afolabi adeleke bah barry sylla cisse sidibe sangare ouedraogo sawadogo agbeko tetteh
quaye asare danso sithole mokoena molefe naidoo wyk botha pretorius noori rahmani ahmadzai wardak safi sharif bakr
qasim jassim obaidi jabouri dulaimi zubaidi shammari tamimi saadi mutairi otaibi qahtani ghamdi harbi zahrani shehri
hashimi awad sabbagh khatib masri turk asaad attar bakri hariri hatem hijazi nasr shaheen taleb yaqoub zayed ramadan
sayegh suleiman sulaiman gunawan hartono kusuma nugroho pratama rahayu santosa suharto susilo utomo wibowo yulianto
aminah lestari
""".replace("_", " ")
_GIVEN = """
ali hassan hasan hussein hussain ahmed ahmad mohammed muhammad mohammad mohamed mahmoud mahmud mustafa omar umar
osman ibrahim ismail khalid khaled abdullah abdallah yusuf yousef youssef karim kareem salim saleh salah said saeed
samir tariq tarek walid jamal kamal hamid hamad rashid aziz nasser mansour majid imran bilal faisal fahad sultan
salman abdul abdel fatima aisha maryam zainab zahra noor layla leila amina khadija huda mona juan jose luis carlos
jorge pedro miguel manuel antonio francisco rafael fernando javier roberto ricardo diego pablo andres alejandro
eduardo mario sergio victor oscar raul ramon maria ana carmen rosa elena lucia marta laura isabel sofia gabriela
joao paulo marco luca giovanni giuseppe francesco paolo pierre jean michel claude jacques francois philippe nicolas
ivan igor oleg olga sergei sergey dmitry dmitri alexei andrei mikhail nikolai vladimir viktor natalia elena irina
tatiana svetlana anna tomas jan pavel petr piotr marek milan zoran dragan goran stefan marko luka nikola mehmet
ahmet mustafa emre yusuf murat raj rajesh sanjay amit anil sunil vijay ravi suresh ramesh priya anita sunita rahul
arun deepak wei jun min li ming hong jie fang na yan ying xin hao lei minh van thi anh jin ji hyun soo young sung
kwame kofi kwasi yaw ama akua emeka chinedu tunde musa sani amadou moussa mamadou ibrahima fatou aminata abebe
tesfaye daniel samuel joseph john grace mary peter paul james david moses emmanuel
giorgi davit nino tamar levan irakli armen hayk anahit gor tigran elchin aygun leyla nursultan aibek laszlo istvan
zoltan gabor attila eszter katalin ilona jiri jana petra lenka pavla katarzyna agnieszka malgorzata krzysztof tomasz
andrzej grzegorz ion mihai ioana georgi dimitar ivaylo milica jelena dejan yuri konstantin maksim ruslan roman anton
ekaterina anastasia ksenia oksana yulia andriy serhiy volodymyr mykola matti juha timo mika antti kari giorgos nikos
yannis dimitris kostas eleni katerina siti budi agus sri dewi nur wahyu adi eko putri rizki indra hendra mohd nurul
aung kyaw moe somchai anan abdi farah hodan asha halima zeinab wanjiku njeri chipo tendai thabo sipho nomvula lerato
bongani thandi nkosana oluwaseun babatunde folake ngozi chioma ifeanyi adaeze kelechi yetunde seydou awa fatoumata
mariam boubacar issa abdoulaye cheikh aliou ousmane modou binta rania hanan nadia samira salma yasmin dina rana lina
sami rami fadi nabil adel adil wael hisham haitham hatem bassam ammar ayman ashraf essam fouad ghassan hani imad
jihad kamil louay maher marwan mazen munir nadim qasim raed saad sabah taher usama wissam yasser yassin zaid ziad
rahim reza hossein mehdi farhad javad fatemeh narges shirin farida parwana najib zabihullah hashmat aziza hamida
abdulla zahir anjali pooja neha kavita meena geeta lakshmi lalita shanti usha rekha manoj mukesh dinesh mahesh
naresh ganesh prakash ashok vinod pradeep sandeep rakesh harish kiran gopal mohan shyam hari krishna arjun aditya
rohit abhishek nasreen shabana rubina farzana nusrat shazia tahir arif asif atif kashif nadeem naveed shahid zahid
zubair javed iftikhar mushtaq hiroshi takashi kenji akira yuki haruki yoko keiko naoko tomoko kazuo makoto satoshi
kenta daisuke jesus guadalupe alejandra alberto alfredo arturo cesar enrique ernesto felipe gabriel gerardo gustavo
hector hugo ignacio jaime joaquin julio leonardo lorenzo marcelo martin mauricio rodrigo ruben salvador santiago
vicente beatriz carolina catalina claudia cristina daniela diana eva gloria juana julia lorena luisa margarita
monica patricia paula pilar silvia sonia susana teresa veronica yolanda anders lars erik karl per ole bjorn nils
jens henrik soren mads kirsten ingrid astrid giulia chiara francesca alessandro matteo davide stefano simone
federico valentina jurgen klaus wolfgang dieter gunter heinz uwe ute birgit sabine monika katrin anja sven jorg ralf
bernd pieter jeroen bart
"""
_COMMON_FAMILY = frozenset(sound(word) for word in _FAMILIES.split()) | frozenset(map(sound, EAST_ASIAN_FAMILIES))
_COMMON_GIVEN = frozenset(sound(word) for word in (*_GIVEN.split(), *NORTHERN_GIVEN, *ALIKE))


def is_rare_family(name: str) -> bool:
    """Whether a full name ends in a family name that few bear, whatever the given name is."""
    units = parts(name).units
    return len(units) > 1 and not _in(units[-1].core, _COMMON_FAMILY | _COMMON_GIVEN)


@lru_cache(maxsize=16384)
def rarity(name: str) -> Rarity:
    """Say how common a full name of a person is. One of three parts or more, or of one, is never common."""
    units = parts(name).units
    plain = [unit for unit in units if len(unit.core) > 1 and unit.core not in ("van", "thi")]
    if len(plain) < 2:
        return Rarity.CURRENT if len(units) > 1 else Rarity.COMMON
    first, last = plain[0], plain[-1]
    given, family = _in(first.core, _COMMON_GIVEN), _in(last.core, _COMMON_FAMILY | _COMMON_GIVEN)
    asian = _in(first.core, _COMMON_FAMILY) and first.core in EAST_ASIAN_FAMILIES
    if len(plain) > 2:
        return Rarity.CURRENT if given and family else Rarity.RARE
    if (given and family) or asian:
        return Rarity.COMMON
    if len(last.pieces) > 1 and not all(_in(piece, _COMMON_FAMILY | _COMMON_GIVEN) for piece in last.pieces):
        return Rarity.RARE
    return Rarity.CURRENT if family or given else Rarity.RARE


def _in(word: str, table: frozenset[str]) -> bool:
    return sound(word) in table
