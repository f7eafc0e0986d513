namespace PostPress.Sandbox;

/// <summary>What the made-up people are put together from. It has what real profiles have, also what breaks careless programs.</summary>
internal static class SandboxNames
{
    public static readonly string[] FirstNames =
    [
        "Jordan", "Ada", "Müge", "José", "Søren", "Zoë", "Łukasz", "Ngọc Anh", "小明", "美咲", "지우", "Дмитрий", "Ελένη", "محمد", "נועה",
        "Priya", "Chidi", "Aoife", "Jean-Luc", "Mary Ann", "D'Arcy", "Björk", "Renée", "Åsa", "Öykü", "Ana Sofía", "Kwame", "Léa 🌱", "Siddhārtha", "Xi",
        "Emma", "Noah", "Olivia", "Liam", "Sofia", "Mateo", "Hannah", "Lukas", "Fatima", "Yusuf",
    ];

    public static readonly string[] LastNames =
    [
        "Walke", "Lovelace", "Müller", "Söhne", "García Márquez", "O'Brien", "van der Berg", "Nguyễn", "王", "高橋", "김", "Иванов", "Παπαδόπουλος", "حسن", "כהן",
        "Smith-Jones", "Okafor", "Ní Dhomhnaill", "de la Cruz", "St. John", "Þórsdóttir", "Łęcki", "Çelik", "Šimůnek", "Ødegård", "Ünal, PhD", "\"Ace\" Ventura", "Null", "True", "Li",
        "Brown", "Fischer", "Rossi", "Silva", "Kowalski", "Johansson", "Dubois", "Patel", "Kim", "Haddad",
    ];

    public static readonly string[] Headlines =
    [
        "Engineer at Acme",
        "Head of R&D | Müller + Söhne GmbH",
        "=HYPERLINK(\"https://example.com/\",\"Click me\")",
        "+49 170 000000 – call me",
        "-- Looking for my next role --",
        "@acme · ex-@initech",
        "Founder, CEO, and \"Chief Happiness Officer\"",
        "Sales, Marketing; Operations\tand more",
        "Line one\nLine two",
        "👩‍🚀 Building rockets 🚀 | 🇩🇪🇧🇷",
        "シニアソフトウェアエンジニア @ 株式会社アクメ",
        "مهندس برمجيات في أكمي",
        "Ingénieure logiciel – passionnée d'élégance",
        "C:\\Users\\me\\profile.csv <b>bold</b> & 'quoted'",
        "Helping teams ship   faster   every day. Speaker, mentor, father of three, amateur cook and collector of very long headlines that no table was ever made for",
        "",
    ];
}
