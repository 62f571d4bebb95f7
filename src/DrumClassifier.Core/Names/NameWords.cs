namespace DrumClassification;

/// <summary>How much a word can be relied on.</summary>
internal enum WordSort
{
    /// <summary>A drum's name and nothing else: "snare", "hihat".</summary>
    Word,

    /// <summary>A usual abbreviation of three letters or more, or of two that nothing else has: "chh", "snr", "bd".</summary>
    Abbreviation,

    /// <summary>The end of an unknown word, such as "popclap".</summary>
    Ending,

    /// <summary>Two letters (or a word) that mean many things, and a drum only in the right surroundings: "oh", "ma", "cl".</summary>
    Short,

    /// <summary>Percussion in general: it gives way to every other word.</summary>
    General,

    /// <summary>What is no drum; it gives way to every drum: a "synth snare" is a snare.</summary>
    Background,
}

/// <summary>The words, by what they mean. All in lower case and without accents; plurals in -s and -es are found by themselves.</summary>
internal static class NameWords
{
    /// <summary>Words for drums: label, kind (null where the word does not say), how sure, and the words.</summary>
    /// <remarks>Words of several parts are written as one: "hihat" is found in "Hi-Hat", "hi hat" and "HiHat" too.</remarks>
    public static readonly DrumWords[] Drums =
    [
        // English, and what producers write.
        new(DrumLabels.Kick, "kick", WordSort.Word, "kick kickdrum bassdrum bdrum kickdrm bassdrm kik kickz kiks subkick basskick kck kickhit kix kiq bdr bsdrm"),
        new(DrumLabels.Kick, "kick", WordSort.Abbreviation, "bd kd kik bdr kk"),
        new(DrumLabels.Kick, "kick", WordSort.Short, "kc bdm"),
        new(DrumLabels.Snare, "snare", WordSort.Word, "snare snaredrum snr snrs snaredrm sidedrum snar snarez snear"),
        new(DrumLabels.Snare, "snare", WordSort.Abbreviation, "sd sn snre snrd sdr"),
        new(DrumLabels.Snare, "snare", WordSort.Short, "sna snrm"),
        new(DrumLabels.Hat, null, WordSort.Word, "hat hihat highhat hithat hithat hhat hatz hihatz hyhat"),
        new(DrumLabels.Hat, null, WordSort.Abbreviation, "hh hht hihh"),
        new(DrumLabels.Hat, "closed_hat", WordSort.Word, "chhat closedhat closedhihat closedhh hatclosed hihatclosed hhclosed clhat clhihat clsdhat hatclsd chihat closehat closehh closehihat tighthat"),
        new(DrumLabels.Hat, "closed_hat", WordSort.Abbreviation, "chh hhc hhcl clhh hhclsd"),
        new(DrumLabels.Hat, "closed_hat", WordSort.Short, "ch hc"),
        new(DrumLabels.Hat, "open_hat", WordSort.Word, "ohhat openhat openhihat openhh hatopen hihatopen hhopen ophat ophihat ohihat halfopenhat opnhat"),
        new(DrumLabels.Hat, "open_hat", WordSort.Abbreviation, "ohh hho hhop ophh opnhh ohat"),
        new(DrumLabels.Hat, "open_hat", WordSort.Short, "oh ho"),
        new(DrumLabels.Hat, "pedal_hat", WordSort.Word, "pedalhat pedalhihat pedalhh hatpedal hihatpedal hhpedal foothat foothihat hatfoot hhfoot chickhat hatchick"),
        new(DrumLabels.Hat, "pedal_hat", WordSort.Abbreviation, "phh hhp fhh hhf hhft"),
        new(DrumLabels.Hat, "pedal_hat", WordSort.Short, "ph"),
        new(DrumLabels.Cymbal, null, WordSort.Word, "cymbal cymball cym cymb cymbl zymbal symbal cimbal"),
        new(DrumLabels.Cymbal, null, WordSort.Short, "cy"),
        new(DrumLabels.Cymbal, "crash", WordSort.Word, "crash crashcymbal crashcym cymcrash crashcymb crsh csh crashes"),
        new(DrumLabels.Cymbal, "crash", WordSort.Short, "cr crs"),
        new(DrumLabels.Cymbal, "ride", WordSort.Word, "ride ridecymbal ridecym cymride ridebell ridecup ridecymb bellride"),
        new(DrumLabels.Cymbal, "ride", WordSort.Abbreviation, "rcy rdcym"),
        new(DrumLabels.Cymbal, "ride", WordSort.Short, "rd rc"),
        new(DrumLabels.Cymbal, "splash_china", WordSort.Word, "splash china splashcymbal chinacymbal splashcym chinacym chinese"),
        new(DrumLabels.Tom, null, WordSort.Word, "tom tomtom racktom tomdrum tomz"),
        new(DrumLabels.Tom, "low_tom", WordSort.Word, "lowtom lotom floortom tomlow tomlo tomfloor ltom tomfl tomlw"),
        new(DrumLabels.Tom, "low_tom", WordSort.Abbreviation, "toml flrtom"),
        new(DrumLabels.Tom, "low_tom", WordSort.Short, "lt ft"),
        new(DrumLabels.Tom, "mid_tom", WordSort.Word, "midtom mediumtom middletom tommid mtom tommed medtom"),
        new(DrumLabels.Tom, "mid_tom", WordSort.Abbreviation, "tomm"),
        new(DrumLabels.Tom, "mid_tom", WordSort.Short, "mt"),
        new(DrumLabels.Tom, "high_tom", WordSort.Word, "hightom hitom tomhigh tomhi htom"),
        new(DrumLabels.Tom, "high_tom", WordSort.Abbreviation, "tomh"),
        new(DrumLabels.Tom, "high_tom", WordSort.Short, "ht"),
        new(DrumLabels.Tom, null, WordSort.Short, "tm tt"),
        new(DrumLabels.Clap, "clap", WordSort.Word, "clap handclap handclp clapz clapping hclap claps"),
        new(DrumLabels.Clap, "clap", WordSort.Abbreviation, "clp hcp"),
        new(DrumLabels.Clap, "clap", WordSort.Short, "cp"),
        new(NameEvidence.Other, "rim", WordSort.Word, "rim rimshot rimshots sidestick crossstick xstick rimclick rimsnare sdstick sidestk stickshot"),
        new(NameEvidence.Other, "rim", WordSort.Short, "rs stick sidest rimc stk"),
        new(NameEvidence.Other, "cowbell", WordSort.Word, "cowbell cowbel kowbell cwbell cbell cowb cowbl"),
        new(NameEvidence.Other, "cowbell", WordSort.Short, "cb cwb cow"),
        new(NameEvidence.Other, "shaker", WordSort.Word, "shaker shkr shk maraca maracas cabasa cabaza caxixi ganza shekere eggshaker afuche"),
        new(NameEvidence.Other, "shaker", WordSort.Short, "ma sh cab mrc egg shake rattle"),
        new(NameEvidence.Other, "tambourine", WordSort.Word, "tambourine tambo tamborine tambou sleighbells sleighbell jingles tamburine"),
        new(NameEvidence.Other, "tambourine", WordSort.Abbreviation, "tamb tmb"),
        new(NameEvidence.Other, "tambourine", WordSort.Short, "tb"),
        new(NameEvidence.Other, "conga", WordSort.Word, "conga congas quinto tumba tumbadora openconga muteconga slapconga"),
        new(NameEvidence.Other, "conga", WordSort.Abbreviation, "cng cnga"),
        new(NameEvidence.Other, "conga", WordSort.Short, "lc mc hcng cg"),
        new(NameEvidence.Other, "bongo", WordSort.Word, "bongo bongos bngo bng"),
        new(NameEvidence.Other, "hand_drum", WordSort.Word, "djembe tabla darbuka darabuka doumbek cajon taiko surdo udu bodhran dholak dhol pandeiro framedrum handdrum dunun kpanlogo tombak zurna repinique kanjira madal"),
        new(NameEvidence.Other, "timbale", WordSort.Word, "timbale timbales timbal timb"),
        new(NameEvidence.Other, "woodblock", WordSort.Word, "woodblock woodblk wdblk wdblock claves clave castanet castanets templeblock jamblock blocks woodblok"),
        new(NameEvidence.Other, "woodblock", WordSort.Abbreviation, "clv wblk wdb"),
        new(NameEvidence.Other, "woodblock", WordSort.Short, "cl wb block clav wood"),
        new(NameEvidence.Other, "bell", WordSort.Word, "agogo agogos triangle triangles agogobell handbell tubularbell bells"),
        new(NameEvidence.Other, "bell", WordSort.Abbreviation, "agg trgl"),
        new(NameEvidence.Other, "bell", WordSort.Short, "tri bell ag tria"),
        new(NameEvidence.Other, "guiro", WordSort.Word, "guiro guira quiro"),
        new(NameEvidence.Other, "guiro", WordSort.Short, "gui scraper"),
        new(NameEvidence.Other, "other_percussion", WordSort.Word, "fingersnap fingersnaps cuica quica vibraslap vibslap gong timpani tamtam marimba xylophone glockenspiel whistle windchime windchimes chimes flexatone ratchet stomp bodypercussion beltree belltree crotales steeldrum fingerclick tonguedrum"),
        new(NameEvidence.Other, "other_percussion", WordSort.Short, "chime snap"),

        // German
        new(DrumLabels.Kick, "kick", WordSort.Word, "basstrommel grossetrommel grtrommel fusstrommel"),
        new(DrumLabels.Snare, "snare", WordSort.Word, "schnarrtrommel kleinetrommel snaretrommel kltrommel ruhrtrommel"),
        new(DrumLabels.Hat, null, WordSort.Word, "hihatbecken"),
        new(DrumLabels.Cymbal, null, WordSort.Word, "becken"),
        new(DrumLabels.Cymbal, "crash", WordSort.Word, "crashbecken"),
        new(DrumLabels.Cymbal, "ride", WordSort.Word, "ridebecken"),
        new(DrumLabels.Cymbal, "splash_china", WordSort.Word, "chinabecken splashbecken"),
        new(DrumLabels.Tom, "low_tom", WordSort.Word, "standtom bodentom"),
        new(DrumLabels.Tom, null, WordSort.Word, "hangetom haengetom"),
        new(DrumLabels.Clap, "clap", WordSort.Word, "klatschen klatscher klatsch handeklatschen haendeklatschen handklatschen klatsche"),
        new(NameEvidence.Other, "cowbell", WordSort.Word, "kuhglocke kuhglocken"),
        new(NameEvidence.Other, "bell", WordSort.Word, "glocke glocken triangel triangeln"),
        new(NameEvidence.Other, "shaker", WordSort.Word, "rassel rasseln schuttelei schuettelei schuttelrohr"),
        new(NameEvidence.Other, "tambourine", WordSort.Word, "schellenkranz schellenring schellen tamburin"),
        new(NameEvidence.Other, "woodblock", WordSort.Word, "holzblock klangholz klangholzer klanghoelzer kastagnette kastagnetten holzblocke"),
        new(NameEvidence.Other, "other_percussion", WordSort.Word, "pauke pauken schnipsen schnippen fingerschnippen fingerschnipsen peitsche ratsche"),
        new(NameEvidence.Other, "rim", WordSort.Word, "randschlag"),

        // French
        new(DrumLabels.Kick, "kick", WordSort.Word, "grossecaisse grossescaisses grcaisse"),
        new(DrumLabels.Snare, "snare", WordSort.Word, "caisseclaire caissesclaires"),
        new(DrumLabels.Hat, null, WordSort.Word, "charleston charley charleys charlestons charly"),
        new(DrumLabels.Cymbal, null, WordSort.Word, "cymbale cymbales"),
        new(DrumLabels.Clap, "clap", WordSort.Word, "claquement claquements claquementdemains claquementsdemains clapdemains clapdemain"),
        new(NameEvidence.Other, "cowbell", WordSort.Word, "clochedevache clocheavache"),
        new(NameEvidence.Other, "bell", WordSort.Word, "cloche cloches clochette clochettes"),
        new(NameEvidence.Other, "tambourine", WordSort.Word, "tambourin tambourins grelots grelot"),
        new(NameEvidence.Other, "woodblock", WordSort.Word, "blocdebois blocsdebois castagnettes castagnette"),
        new(NameEvidence.Other, "other_percussion", WordSort.Word, "claquementdedoigts claquementsdedoigts sifflet"),
        new(NameEvidence.Other, "shaker", WordSort.Word, "hochet"),

        // Spanish, Portuguese, Italian
        new(DrumLabels.Kick, "kick", WordSort.Word, "bombo bombos bumbo grancassa cassa"),
        new(DrumLabels.Snare, "snare", WordSort.Word, "redoblante redoblantes tarola tarolas rullante rullanti caixa"),
        new(DrumLabels.Snare, "snare", WordSort.Short, "caja cajas"),
        new(DrumLabels.Hat, null, WordSort.Word, "contratiempo contratiempos chimbal chimbau"),
        new(DrumLabels.Cymbal, null, WordSort.Word, "platillo platillos pratos piatto piatti"),
        new(DrumLabels.Cymbal, null, WordSort.Short, "plato platos prato"),
        new(DrumLabels.Tom, "low_tom", WordSort.Word, "tomdepiso tompiso goliat surdotom"),
        new(DrumLabels.Clap, "clap", WordSort.Word, "palmas palmada palmadas aplauso aplausos"),
        new(DrumLabels.Clap, "clap", WordSort.Short, "palma"),
        new(NameEvidence.Other, "cowbell", WordSort.Word, "cencerro cencerros campanaccio"),
        new(NameEvidence.Other, "bell", WordSort.Word, "campana campanas triangulo triangulos triangolo"),
        new(NameEvidence.Other, "tambourine", WordSort.Word, "pandereta panderetas pandero"),
        new(NameEvidence.Other, "shaker", WordSort.Word, "sonaja sonajas sonajero chocalho"),
        new(NameEvidence.Other, "woodblock", WordSort.Word, "cajachina castanuela castanuelas bloquedemadera legnetti"),
        new(NameEvidence.Other, "rim", WordSort.Word, "golpedearo"),
        new(NameEvidence.Other, "rim", WordSort.Short, "aro"),
        new(NameEvidence.Other, "other_percussion", WordSort.Word, "chasquido chasquidos timpano schiocco"),

        // Japanese: in kana and kanji, and as it is romanised.
        new(DrumLabels.Kick, "kick", WordSort.Word, "キック バスドラム バスドラ バスドラムス kikku basudora basudoramu bassudora"),
        new(DrumLabels.Snare, "snare", WordSort.Word, "スネア スネアドラム スネヤ 小太鼓 sunea suneadoramu"),
        new(DrumLabels.Hat, null, WordSort.Word, "ハイハット ハット haihatto hihatto"),
        new(DrumLabels.Hat, "closed_hat", WordSort.Word, "クローズドハイハット クローズハイハット クローズハット クローズドハット クローズド kurozuhaihatto"),
        new(DrumLabels.Hat, "open_hat", WordSort.Word, "オープンハイハット オープンハット opunhaihatto"),
        new(DrumLabels.Hat, "pedal_hat", WordSort.Word, "ペダルハイハット ペダルハット フットハイハット"),
        new(DrumLabels.Cymbal, null, WordSort.Word, "シンバル shinbaru"),
        new(DrumLabels.Cymbal, "crash", WordSort.Word, "クラッシュ クラッシュシンバル kurasshu"),
        new(DrumLabels.Cymbal, "ride", WordSort.Word, "ライド ライドシンバル raido"),
        new(DrumLabels.Cymbal, "splash_china", WordSort.Word, "スプラッシュ チャイナ チャイナシンバル スプラッシュシンバル"),
        new(DrumLabels.Tom, null, WordSort.Word, "タム タムタム tamu"),
        new(DrumLabels.Tom, "low_tom", WordSort.Word, "フロアタム ロータム ロウタム furoatamu"),
        new(DrumLabels.Tom, "mid_tom", WordSort.Word, "ミッドタム ミドルタム ミディアムタム"),
        new(DrumLabels.Tom, "high_tom", WordSort.Word, "ハイタム"),
        new(DrumLabels.Clap, "clap", WordSort.Word, "クラップ ハンドクラップ 手拍子 拍手 kurappu tebyoshi tebyoushi"),
        new(NameEvidence.Other, "rim", WordSort.Word, "リム リムショット サイドスティック クロススティック rimushotto"),
        new(NameEvidence.Other, "cowbell", WordSort.Word, "カウベル kauberu"),
        new(NameEvidence.Other, "shaker", WordSort.Word, "シェイカー シェーカー マラカス カバサ sheka sheika marakasu"),
        new(NameEvidence.Other, "tambourine", WordSort.Word, "タンバリン tanbarin"),
        new(NameEvidence.Other, "conga", WordSort.Word, "コンガ"),
        new(NameEvidence.Other, "bongo", WordSort.Word, "ボンゴ"),
        new(NameEvidence.Other, "hand_drum", WordSort.Word, "太鼓 和太鼓 鼓 ジャンベ カホン タブラ wadaiko tsuzumi"),
        new(NameEvidence.Other, "timbale", WordSort.Word, "ティンバレス ティンバル"),
        new(NameEvidence.Other, "woodblock", WordSort.Word, "ウッドブロック クラベス クラーベ カスタネット 拍子木 木魚 hyoshigi"),
        new(NameEvidence.Other, "bell", WordSort.Word, "トライアングル アゴゴ ベル 鈴"),
        new(NameEvidence.Other, "guiro", WordSort.Word, "ギロ"),
        new(NameEvidence.Other, "other_percussion", WordSort.Word, "ティンパニ ゴング 銅鑼 ヴィブラスラップ ビブラスラップ スナップ 大太鼓"),

        // In general, and what is no drum.
        new(NameEvidence.Other, null, WordSort.General, "perc percs percussion percussions percussive prc perk percu percus perkussion percusion percusiones パーカッション"),
        new(NameEvidence.Other, "no_percussion", WordSort.Background, "bass basses synth synths synthbass lead pad pads chord chords stab stabs vocal vocals vox voice voices fx sfx riser risers downlifter uplifter sweep sweeps guitar piano strings string violin pluck plucks arp organ brass flute melody bassline atmos atmosphere drone foley ambience reese acapella gitarre stimme stimmen klavier guitare voix piano guitarra voces bajo ボーカル ベース シンセ ピアノ ギター"),
    ];

    /// <summary>Words that say of which kind a hat or a tom is, where they stand beside one.</summary>
    public static readonly ModifierWords[] Modifiers =
    [
        new("closed_hat", "closed close clsd clsed cl c tight geschlossen geschlossene zu ferme fermee fermes cerrado cerrada cerrados chiuso fechado クローズ クローズド 閉 閉じ shut"),
        new("open_hat", "open opened opn op o loose halfopen half halbopen offen offene auf ouvert ouverte ouverts abierto abierta abiertos aperto aberto オープン 開 ハーフ semi semiopen"),
        new("pedal_hat", "pedal foot ped p pied pie fuss ペダル フット chick"),
        new("low_tom", "low lo l floor flr large tief tiefe basse grave bajo piso bas ロー フロア 低 niedrig"),
        new("mid_tom", "mid m med medium middle mitte medio mittel moyen moyenne ミッド 中 md"),
        new("high_tom", "high hi h small hoch hohe aigu aigue alto agudo ハイ 高"),
    ];

    /// <summary>What is no hit but a phrase, or a hit that was made into something else.</summary>
    public const string Phrases =
        "loop loops lp fill fills groove grooves beat beats break breaks breakbeat breakbeats bpm toploop drumloop drumloops toploops pattern patterns phrase bars bar roll rolls song songs"
        + " demo mix fullmix buildup build rhythm rhythms schleife schleifen boucle boucles bucle bucles ritmo takt ループ フィル ブレイク ビート";

    /// <summary>What has been turned round: it sounds of its drum, and not like it.</summary>
    public const string Reversed = "reverse reversed rev rvs revs backward backwards ruckwarts umgekehrt inverse inversee";

    /// <summary>What follows a verb in a title, and hardly a drum: "kick your", "ride the", "clap it".</summary>
    public const string AfterVerbs = "your my the it ass arse me us back off start starter butt boxing boxer backs him her them that this into along with hop to stand flip board";

    /// <summary>What stands before a word of a title that is no drum: "top hat", "joy ride".</summary>
    public const string Titles =
        "kickass kickoff kickback kickstart kickstarter kickboxing sidekick freekick dropkick joyride tophat blackhat whitehat redhat uncletom majortom tomcat tomboy tompetty tomsawyer tomwaits"
        + " tomyum clapback clapton slowride crashtest crashcourse carcrash plainride hatstand hattrick hardhat cowboy cowboys cowgirl rimfire tomhanks tomcruise tomford tomjerry";

    /// <summary>Words that other words end in only where they mean it: "popclap", "dancekick", "sillycym".</summary>
    public const string Endings = "kick clap snare cymbal cym hihat crash conga bongo cowbell shaker tambourine";

    /// <summary>What takes away what follows it.</summary>
    public const string Negations = "no without minus sans ohne sin non ex senza";

    /// <summary>What makes a folder a mixed one.</summary>
    public const string Bundles = "kit kits pack packs collection collections library libraries vol volume bundle set sets suite essentials best";

    /// <summary>What says nothing of the drum, so that two letters beside it may be one.</summary>
    public const string Neutral =
        "a b c d e f g h i j k l m n o p q r s t u v w x y z drum drums drm drumkit hit hits oneshot oneshots one shot shots sample samples smp wav wave sound sounds snd audio acc accent acou acoustic elec electric electro electronic analog analogue"
        + " digital dry wet room close mono stereo left right hard soft loud quiet vel velo velocity vl rr layer lay var variation alt take key note pitch tune tuned tuning decay dec tone snappy level lev long short lng sht"
        + " kit set pack machine box bank prog patch tr dr cr lm linn linndrum lmone dmx dx sp mpc rz ry rx kpr sk mr mt pt hr sr er sds simmons emu oberheim roland boss korg yamaha casio alesis akai sequential drumtraks drumulator kawai"
        + " univox maestro rhythm ace minipops volca electribe machinedrum elektron nord clavia mfb tanzbar jomox vermona acidlab tempest dsi studio processed raw clean dirty dist distorted fat big small tiny deep low mid high lo hi med hot"
        + " cold warm vintage old new vinyl tape lofi hifi house techno trap hiphop hop hip dnb edm trance dub dubstep rock jazz pop funk soul disco ambient minimal deephouse garage drill phonk reggaeton electro punch punchy main basic top"
        + " bottom btm slow fast metal wood brush sticks mallet light heavy noise click tight crisp verb reverb gated gate compressed comp sat vec veh ess ve vh sfm bpm fx ambient sub natural modern classic custom ドラム ドラムス サンプル ワンショット キット 音 の";

    /// <summary>What "oh" and "ho" stand before in speech.</summary>
    public const string Speech = "yeah yes baby my god no well boy girl lord man mama dear holy snap oh shit whoa hey";

    /// <summary>Machines whose first letters would else be a drum's.</summary>
    public const string Machines = "cr78 cr68 cr80 cr800 cr1000 cr5000 cr8000 cr717 ht700 ht3000 mt32 mt40 mt400 sh101 sh01 sh2 sh09 sk1 sk5 rd8 rd6 rd9 rd78 lt25 cy5 hc20";
}
