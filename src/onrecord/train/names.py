"""Given and family names of many languages, to be put in for those of a corpus. Any pair of them is made
up.
"""

from __future__ import annotations

FIRST = tuple(
    """Aisha Amara Ananya Anneliese Arjun Asel Ayodele Begoña Bilal Boris Camila Chidi Chiara Dariusz
    Deepika Dmitri Elif Emeka Emre Eszter Farah Fatima Femi Giorgos Goran Hamid Haruto Hassan
    Hiroshi Ibrahim Ingrid Ioana Isabela Jamal Jannik Joao Kamala Karim Kateryna Khadija Kwame Lars
    Layla Leila Linh Lucia Magnus Mahmoud Marek Mariam Mateus Mehmet Mei Milos Mirela Mohammed Nadia
    Naoko Nasser Nikolai Nomvula Olena Omar Paolo Petra Priya Rafael Rania Ravi Rosa Sanjay Sasha
    Selin Sibusiso Siti Soledad Sophia Sven Tariq Tomas Tunde Vasyl Wanjiru Wei Xiomara Yasmin Yusuf
    Zahra Zanele Zeynep Zoltan""".split()
)
LAST = tuple(
    """Abara Abdi Achterberg Adeyemi Al-Hakim Al-Jabiri Al-Rashid Andersson Bakker Banerjee Bianchi
    Bondarenko Castro Chaudhry Chen Dembele Diallo Dlamini Dvorsky Eriksen Fernandes Ferrari Fischer
    Fujimoto Ganguly Georgiou Gomez Haddad Hansen Hashimi Horvat Huang Ibarra Ionescu Ivanova Jansen
    Kaplan Kariuki Karimi Khalil Khumalo Kim Kovacs Kowalski Kurt Lindqvist Lopez Mahmud Mansour
    Mbeki Mendoza Mokoena Moreau Mutua Nakamura Nair Nguyen Nikolic Novak Nwosu Obi Okafor Okonkwo
    Oliveira Ozturk Papadakis Park Pereira Petrov Popescu Qureshi Rahman Rao Reyes Romero Rossi
    Saito Salgado Santos Schneider Sharma Silva Singh Sissoko Sorensen Tanaka Tesfaye Toure Tran
    Usman Van-Dyk Varga Vasquez Wang Wanyama Weber Yilmaz Zhang Zulu""".split()
)
