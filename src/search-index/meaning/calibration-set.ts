/**
 * Questions and passages by which an embedder is measured before it is trusted: forty facts, each told in German and in
 * English, each asked in both. The facts are invented. They come in pairs on one subject, and the questions avoid the
 * passages' words, so that neither the subject nor the spelling is enough to find the right one.
 */
export interface CalibrationFact {
  readonly de: { readonly question: string; readonly passage: string };
  readonly en: { readonly question: string; readonly passage: string };
}

type Row = readonly [questionDe: string, passageDe: string, questionEn: string, passageEn: string];

const ROWS: readonly Row[] = [
  [
    'Wer leitet künftig das Rathaus von Brunnfeld?',
    'Mit 54 Prozent der Stimmen hat die Juristin Carla Veith die Stichwahl um das Bürgermeisteramt in Brunnfeld gewonnen.',
    'Who will run the town hall of Brunnfeld from now on?',
    'With 54 percent of the vote, the lawyer Carla Veith has won the runoff for mayor in Brunnfeld.',
  ],
  [
    'Weshalb muss in Lindach noch einmal abgestimmt werden?',
    'Das Gericht hat die Kommunalwahl in Lindach für ungültig erklärt, weil Umschläge mit Briefstimmen vertauscht worden waren.',
    'Why do people in Lindach have to go to the polls again?',
    'The court has declared the municipal election in Lindach void because envelopes of postal ballots had been mixed up.',
  ],
  [
    'Wie viel Geld hat die Chipfabrik vom Staat bekommen?',
    'Für das neue Halbleiterwerk an der Elbe zahlt der Bund einen Zuschuss von 900 Millionen Euro.',
    'How much money did the chip factory get from the state?',
    'The federal government is paying a grant of 900 million euros for the new semiconductor plant on the Elbe.',
  ],
  [
    'Was bremst den Bau von Grafikkarten?',
    'Weil ein Zulieferer kein hochreines Neon mehr liefern kann, stockt die Herstellung von Prozessoren für Bildschirmdarstellung.',
    'What is slowing down the making of graphics cards?',
    'Because a supplier can no longer deliver high-purity neon, production of display processors has stalled.',
  ],
  [
    'Welches Tier wurde nach langer Zeit wieder in den Bergen gesehen?',
    'Erstmals seit achtzig Jahren hat eine Wildkamera in den Alpen einen Luchs mit zwei Jungen aufgenommen.',
    'Which animal was seen in the mountains again after a long time?',
    'For the first time in eighty years, a trail camera in the Alps has filmed a lynx with two cubs.',
  ],
  [
    'Wodurch sind die Fische im Fluss gestorben?',
    'Eine giftige Algenart, die im salzigen Abwasser einer Mine gedieh, hat Tonnen von Barschen und Hechten verenden lassen.',
    'What killed the fish in the river?',
    'A toxic species of algae that thrived in salty waste water from a mine has left tonnes of perch and pike dead.',
  ],
  [
    'Wann fahren die ersten Züge durch den neuen Tunnel?',
    'Die Röhre unter dem Pass soll im Dezember 2029 für den Schienenverkehr freigegeben werden.',
    'When will the first trains run through the new tunnel?',
    'The tube beneath the pass is due to open to rail traffic in December 2029.',
  ],
  [
    'Warum kommen Pendler im Norden später zur Arbeit?',
    'Nach dem Bruch eines Stellwerkskabels fallen zwischen Kiel und Husum bis Freitag die meisten Regionalbahnen aus.',
    'Why are commuters in the north arriving late for work?',
    'After a signal cable broke, most regional services between Kiel and Husum are cancelled until Friday.',
  ],
  [
    'Wie gut schützt die neue Spritze gegen Grippe?',
    'In der Studie erkrankten Geimpfte um 71 Prozent seltener an Influenza als die Vergleichsgruppe.',
    'How well does the new jab protect against flu?',
    'In the trial, vaccinated people came down with influenza 71 percent less often than the control group.',
  ],
  [
    'Welche Nebenwirkung führte zum Rückruf des Medikaments?',
    'Der Hersteller nimmt die Tabletten gegen Bluthochdruck vom Markt, nachdem bei Patienten Leberschäden aufgetreten waren.',
    'Which side effect led to the recall of the drug?',
    'The manufacturer is taking the blood pressure tablets off the market after patients had suffered liver damage.',
  ],
  [
    'Wie groß war der Schaden durch das Unwetter?',
    'Hagel und Sturm haben in der Steiermark Felder und Dächer im Wert von 40 Millionen Euro zerstört.',
    'How much damage did the storm do?',
    'Hail and wind have destroyed fields and roofs worth 40 million euros in Styria.',
  ],
  [
    'Wohin wurden die Bewohner nach der Überschwemmung gebracht?',
    'Als der Damm brach, kamen dreihundert Menschen aus dem Tal in der Turnhalle von Weidenau unter.',
    'Where were the residents taken after the flood?',
    'When the dam burst, three hundred people from the valley found shelter in the gymnasium of Weidenau.',
  ],
  [
    'Wer hat das Endspiel im Handball entschieden?',
    'Torhüterin Jana Ostrow parierte in der letzten Sekunde einen Siebenmeter und sicherte ihrer Mannschaft den Pokal.',
    'Who decided the handball final?',
    'Goalkeeper Jana Ostrow saved a penalty throw in the last second and secured the cup for her team.',
  ],
  [
    'Weshalb darf der Läufer nicht mehr antreten?',
    'Wegen eines Blutwerts, der auf verbotene Mittel hinweist, ist der Marathonsieger Tom Hale für vier Jahre gesperrt worden.',
    'Why is the runner no longer allowed to compete?',
    'Marathon winner Tom Hale has been banned for four years over a blood value that points to illegal substances.',
  ],
  [
    'Wie sind die Angreifer in das Netz der Klinik gelangt?',
    'Über ein gestohlenes Kennwort eines Wartungsdienstes konnten Kriminelle die Computer des Krankenhauses verschlüsseln.',
    'How did the attackers get into the clinic’s network?',
    'With a stolen password of a maintenance firm, criminals were able to encrypt the hospital’s computers.',
  ],
  [
    'Welches Programm sollte man sofort aktualisieren?',
    'Eine Lücke im Browser Falkon erlaubt es fremden Webseiten, Dateien zu lesen; Version 8.2 behebt sie.',
    'Which program should be updated at once?',
    'A hole in the browser Falkon lets foreign websites read files; version 8.2 fixes it.',
  ],
  [
    'Wie lange muss man künftig auf dem Amt warten?',
    'Durch die Umstellung auf digitale Akten soll ein Termin im Bürgerbüro binnen fünf Tagen zu haben sein.',
    'How long will people have to wait at the office in future?',
    'Thanks to the switch to digital files, an appointment at the citizens’ bureau is to be had within five days.',
  ],
  [
    'Wer kann weniger Steuern zahlen?',
    'Familien mit mindestens drei Kindern erhalten ab Januar einen Freibetrag von 2.000 Euro.',
    'Who gets to pay less tax?',
    'From January, families with at least three children receive an allowance of 2,000 euros.',
  ],
  [
    'Was haben die Astronomen am Rand des Sonnensystems gefunden?',
    'Jenseits der Neptunbahn kreist ein bisher unbekannter Zwergplanet, dessen Oberfläche aus Methaneis besteht.',
    'What did the astronomers find at the edge of the solar system?',
    'Beyond the orbit of Neptune circles a hitherto unknown dwarf planet with a surface of methane ice.',
  ],
  [
    'Warum wurde der Raketenstart verschoben?',
    'Ein undichtes Ventil in der Oberstufe zwang die Ingenieure, den Countdown neun Minuten vor dem Abheben abzubrechen.',
    'Why was the rocket launch put off?',
    'A leaking valve in the upper stage forced the engineers to stop the countdown nine minutes before lift-off.',
  ],
  [
    'Wie teuer ist Strom für Haushalte geworden?',
    'Eine Kilowattstunde kostet Privatkunden im Schnitt 34 Cent, ein Zehntel mehr als im Vorjahr.',
    'How expensive has electricity become for households?',
    'A kilowatt hour costs private customers 34 cents on average, a tenth more than the year before.',
  ],
  [
    'Was geschieht mit dem alten Kernkraftwerk?',
    'Bis 2040 soll der Meiler am Rhein Stück für Stück abgetragen und das Gelände zur Wiese werden.',
    'What is to happen to the old nuclear power station?',
    'By 2040 the reactor on the Rhine is to be taken down piece by piece, and the site will become a meadow.',
  ],
  [
    'Weshalb legen die Piloten die Arbeit nieder?',
    'Die Gewerkschaft der Flugkapitäne verlangt längere Ruhezeiten und ruft für Montag zum Streik auf.',
    'Why are the pilots stopping work?',
    'The union of flight captains demands longer rest periods and is calling a strike for Monday.',
  ],
  [
    'Wie viele Stellen fallen beim Autobauer weg?',
    'Der Fahrzeughersteller Nordwerk will 3.500 Beschäftigte entlassen, weil er weniger Verbrennungsmotoren verkauft.',
    'How many jobs are being cut at the car maker?',
    'Vehicle manufacturer Nordwerk intends to lay off 3,500 employees because it sells fewer combustion engines.',
  ],
  [
    'Wofür bekam die Schriftstellerin den Preis?',
    'Mit ihrem Roman über eine Leuchtturmwärterin hat Ida Lorenzen die wichtigste literarische Auszeichnung des Landes errungen.',
    'What did the writer get the prize for?',
    'With her novel about a lighthouse keeper, Ida Lorenzen has won the country’s foremost literary award.',
  ],
  [
    'Woher stammt das wiedergefundene Gemälde?',
    'Die Leinwand, die in einer Scheune auftauchte, war 1943 aus einem Museum in Lyon gestohlen worden.',
    'Where does the recovered painting come from?',
    'The canvas that turned up in a barn had been stolen from a museum in Lyon in 1943.',
  ],
  [
    'Wie wollen Schulen gegen Lehrermangel vorgehen?',
    'Damit weniger Unterricht ausfällt, dürfen vom Herbst an auch Ingenieure und Musiker ohne Pädagogikstudium Klassen übernehmen.',
    'How do schools want to tackle the shortage of teachers?',
    'To keep lessons from being dropped, engineers and musicians without a degree in education may take classes from autumn on.',
  ],
  [
    'Was lernen Kinder in dem neuen Fach?',
    'Ab der fünften Klasse steht Medienkunde auf dem Stundenplan: Schüler üben, Falschmeldungen zu erkennen.',
    'What do children learn in the new subject?',
    'From the fifth grade on, media studies is on the timetable: pupils practise spotting false reports.',
  ],
  [
    'Wo entsteht der größte Windpark des Landes?',
    'Zweihundert Turbinen sollen achtzig Kilometer vor der Insel Sylt aus dem Meer ragen.',
    'Where is the country’s largest wind farm going up?',
    'Two hundred turbines are to rise from the sea eighty kilometres off the island of Sylt.',
  ],
  [
    'Weshalb klagen Anwohner gegen die Solaranlage?',
    'Nachbarn des Feldes bei Ulm fühlen sich von spiegelnden Modulen geblendet und ziehen vor das Verwaltungsgericht.',
    'Why are residents suing over the solar plant?',
    'Neighbours of the field near Ulm feel dazzled by reflecting panels and are going to the administrative court.',
  ],
  [
    'Wie wurde der Einbrecher überführt?',
    'Ein Abdruck seines Turnschuhs im Blumenbeet brachte die Ermittler auf die Spur des Juwelendiebs.',
    'How was the burglar caught?',
    'A print of his trainer in the flower bed put investigators on the track of the jewel thief.',
  ],
  [
    'Welche Strafe bekam der Betrüger?',
    'Weil er Rentnern wertlose Aktien verkauft hatte, muss der frühere Bankberater sechs Jahre ins Gefängnis.',
    'What sentence did the fraudster get?',
    'For having sold worthless shares to pensioners, the former bank adviser must go to prison for six years.',
  ],
  [
    'Warum gibt es weniger Kaffee?',
    'Trockenheit in Brasilien hat die Ernte der Bohnen um ein Viertel schrumpfen lassen.',
    'Why is there less coffee?',
    'Drought in Brazil has made the harvest of the beans shrink by a quarter.',
  ],
  [
    'Was sollten Käufer des Joghurts tun?',
    'Wegen möglicher Glassplitter bittet die Molkerei darum, Becher der Sorte Kirsche in den Laden zurückzubringen.',
    'What should buyers of the yoghurt do?',
    'Because of possible glass splinters, the dairy asks people to return cups of the cherry variety to the shop.',
  ],
  [
    'Wie alt ist der Fund aus der Höhle?',
    'Die aus Mammutelfenbein geschnitzte Flöte wurde vor etwa 40.000 Jahren gefertigt.',
    'How old is the find from the cave?',
    'The flute carved from mammoth ivory was made about 40,000 years ago.',
  ],
  [
    'Was lag unter dem Parkplatz begraben?',
    'Bei Bauarbeiten stießen Arbeiter in York auf die Mauern eines römischen Badehauses.',
    'What was buried beneath the car park?',
    'During construction, workers in York came upon the walls of a Roman bath house.',
  ],
  [
    'Wer vermittelt zwischen den verfeindeten Staaten?',
    'Norwegens Außenministerin hat beide Seiten nach Oslo eingeladen, um über eine Waffenruhe zu sprechen.',
    'Who is mediating between the hostile states?',
    'Norway’s foreign minister has invited both sides to Oslo to talk about a ceasefire.',
  ],
  [
    'Wie reagiert das Land auf die Zölle?',
    'Als Antwort auf die Abgaben erhebt Kanada nun seinerseits Aufschläge auf Stahl und Whiskey.',
    'How is the country responding to the tariffs?',
    'In reply to the duties, Canada is now imposing surcharges of its own on steel and whiskey.',
  ],
  [
    'Womit lässt sich das Telefon jetzt bezahlen?',
    'Der Anbieter Telvia nimmt für Handys auch die Gutschrift alter Geräte in Zahlung.',
    'What can be used to pay for the phone now?',
    'The provider Telvia also accepts credit for old devices in exchange for mobiles.',
  ],
  [
    'Wie lange hält der Akku der neuen Uhr?',
    'Einmal geladen, läuft das Modell fürs Handgelenk laut Hersteller elf Tage.',
    'How long does the battery of the new watch last?',
    'Once charged, the wrist model runs for eleven days, says its maker.',
  ],
];

export const CALIBRATION_SET: readonly CalibrationFact[] = ROWS.map(
  ([questionDe, passageDe, questionEn, passageEn]) => ({
    de: { question: questionDe, passage: passageDe },
    en: { question: questionEn, passage: passageEn },
  }),
);
