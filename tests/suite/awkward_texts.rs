//! Texts that a page cannot show as they are: each has a finding with its sign and its place, and a page without blank.

use std::fs;
use std::path::{Path, PathBuf};

use crate::pdf_tags::tag_dump;
use crate::support::{self, Run, dossier, edit, edit_workbook, example_copy};

const SUPPLIER: &str = "Transporteur A (fictif)";
const FIRST_LABEL: &str = "Trajets en train des équipes du cluster (allers-retours)";

/// Change a text of the example's workbook, wherever its cells show it.
fn edit_cells(project: &Path, from: &str, to: &str) {
    edit_workbook(project, &format!(">{from}<"), &format!(">{to}<"));
}

/// Narrow spaces made plain, so that expectations read as they are written.
fn plain(text: &str) -> String {
    text.replace(['\u{202f}', '\u{a0}'], " ")
}

fn check(project: &Path) -> Run {
    let mut run = dossier(&["check", project.to_str().unwrap(), "--fund", "fonds-regional"]);
    run.stdout = plain(&run.stdout);
    run
}

/// The whole text of one check's answer.
fn finding(project: &Path, code: &str) -> String {
    support::answer_of(project, "fonds-regional", code)
}

struct Built {
    run: Run,
    folder: PathBuf,
    _out: tempfile::TempDir,
}

impl Built {
    /// Structure and text of a document.
    fn tags(&self, file: &str) -> String {
        plain(&tag_dump(&fs::read(self.folder.join(file)).unwrap()).unwrap())
    }

    fn remarks(&self, file: &str) -> Vec<String> {
        let manifest = crate::support::statement_of(&self.folder);
        let outputs = manifest["subject"].as_array().unwrap();
        let output = outputs.iter().find(|output| output["name"] == file).unwrap();
        output["annotations"]["remarques"]
            .as_array()
            .unwrap()
            .iter()
            .map(|text| plain(text.as_str().unwrap()))
            .collect()
    }
}

fn build(project: &Path, draft: bool) -> Built {
    let out = tempfile::tempdir().unwrap();
    let mut arguments = vec![
        "build",
        project.to_str().unwrap(),
        "--fund",
        "fonds-regional",
        "--out",
        out.path().to_str().unwrap(),
    ];
    if draft {
        arguments.push("--draft");
    }
    let mut run = dossier(&arguments);
    run.stderr = plain(&run.stderr);
    let parent = out.path().join("cluster-territoire-intelligent");
    let parent = if draft { parent.join("brouillon") } else { parent };
    let folder = parent.join("fonds-regional");
    Built { run, folder, _out: out }
}

const PLAN: &str = "depot/04-detail-du-plan-de-financement.pdf";
const FORM: &str = "depot/02-dossier-de-demande.pdf";
const REPORT: &str = "interne/rapport-de-controle.pdf";

const GLYPHS: &str = "Usage : PDF/A-3 (ISO 19005-3), 6.2.11.8 : aucun signe sans dessin ; 6.2.11.7.3 : zone à usage privé ; PDF/UA-1 (ISO 14289-1), 7.21.8";

/// The places of the cells that hold the label or the supplier that tests change.
fn places(column: char) -> String {
    (8..=10).fold(String::new(), |text, row| {
        text + &format!("    voir aussi budget.xlsx › Dépenses › {column}{row}\n")
    })
}

/// A name or a label of the workbook that would be printed with boxes.
fn refused(column: char, message: &str, found: &str, mend: &str) -> String {
    format!(
        "✗ R-07 erreur – Les noms et les intitulés s’impriment signe pour signe\n  \
         budget.xlsx › Dépenses › {column}7 : {message}\n{}    trouvé     {found}\n    corriger   {mend}\n    source     {GLYPHS}",
        places(column)
    )
}

fn with_label(label: &str) -> (tempfile::TempDir, PathBuf) {
    let (folder, project) = example_copy();
    edit_cells(&project, FIRST_LABEL, label);
    (folder, project)
}

#[test]
fn a_supplier_named_in_arabic_blocks_the_pack() {
    let (_folder, project) = example_copy();
    edit_cells(&project, SUPPLIER, "شركة النقل");
    let run = check(&project);
    assert_eq!(run.status, 1);
    assert_eq!(
        finding(&project, "R-07"),
        refused(
            'D',
            "« ش » (U+0634), arabe : écriture de droite à gauche, que les documents ne savent pas mettre en page : imprimé comme une case vide ; 7 autres signes de ce texte sont dans le même cas",
            "شركة النقل",
            "Écrivez aussi ce texte en lettres latines, comme sur l’acte officiel, et retirez l’original.",
        )
    );
    let refused = build(&project, false);
    assert_eq!(refused.run.status, 1);
    assert!(refused.run.stdout.contains("R-07") && !refused.folder.exists());
}

#[test]
fn a_draft_shows_the_boxes_and_says_on_which_page() {
    let (_folder, project) = example_copy();
    edit_cells(&project, SUPPLIER, "شركة النقل");
    let built = build(&project, true);
    assert_eq!(built.run.status, 1);
    assert!(built.run.stderr.starts_with(&format!("dossier : {PLAN}, page ")), "{}", built.run.stderr);
    assert!(built.tags(PLAN).contains(&format!("{} {}", "\u{fffd}".repeat(4), "\u{fffd}".repeat(5))));
    let remarks = built.remarks(PLAN);
    assert!(remarks.iter().all(|remark| remark.starts_with("page ")), "{remarks:?}");
    let remark = "case vide à la place de « ش » (U+0634), « ر » (U+0631), « ك » (U+0643), « ة » (U+0629), « ا » (U+0627), « ل » (U+0644) et 2 autres, dans « ";
    assert!(built.run.stderr.contains(remark), "{}", built.run.stderr);
    // The control report quotes the name: its boxes are no news to whoever runs the program.
    assert!(!built.run.stderr.contains(REPORT), "{}", built.run.stderr);
    assert!(built.tags(REPORT).contains("(U+0634), arabe"));
}

#[test]
fn a_name_in_chinese_may_have_its_own_fonts() {
    let (_folder, project) = example_copy();
    edit_cells(&project, SUPPLIER, "漢字公司");
    let run = check(&project);
    assert_eq!(run.status, 1);
    assert_eq!(
        finding(&project, "R-07"),
        refused(
            'D',
            "« 漢 » (U+6F22), chinois, japonais ou coréen : absent de la police, imprimé comme une case vide ; 3 autres signes de ce texte sont dans le même cas",
            "漢字公司",
            "Écrivez aussi ce texte en lettres latines, comme sur l’acte officiel, et retirez l’original ; ou remplacez les polices du dossier des modèles (--templates) par des polices qui ont cette écriture.",
        )
    );
}

#[test]
fn pictograms_private_signs_lost_signs_and_lone_marks_are_told_apart() {
    for (label, message, found, mend) in [
        (
            "Trajets 🚆 en train",
            "« 🚆 » (U+1F686), pictogramme : absent de la police, imprimé comme une case vide",
            "Trajets 🚆 en train",
            "Retirez ce pictogramme, ou remplacez-le par un mot.",
        ),
        (
            "Trajets \u{E000} en \u{F0B7} train",
            "U+E000, zone à usage privé : signe propre à un logiciel ou à une police, sans sens établi : imprimé comme une case vide ; un autre signe de ce texte est dans le même cas",
            "Trajets [U+E000] en [U+F0B7] train",
            "Retapez le signe voulu : une puce, une flèche ou un logo collés depuis un autre document n’ont pas de sens ici.",
        ),
        (
            "Trajets des \u{FFFD}quipes",
            "U+FFFD, caractère de remplacement : le caractère d’origine a été perdu avant l’enregistrement : imprimé comme une case vide",
            "Trajets des \u{FFFD}quipes",
            "Reprenez le texte à sa source et retapez-le.",
        ),
        (
            "Trajets \u{301} en train",
            "U+0301, signe diacritique : accent sans lettre qui le porte, imprimé sur le signe voisin ou dans le vide",
            "Trajets \u{301} en train",
            "Retapez la lettre avec son accent.",
        ),
        (
            "Trajets \u{FFFE} fin",
            "U+FFFE, code sans caractère : absent de la police, imprimé comme une case vide",
            "Trajets [U+FFFE] fin",
            "Remplacez ce signe par un mot ou par un signe courant.",
        ),
        (
            "Trajets □ oui",
            "« □ » (U+25A1), carré vide : c’est le dessin que les documents donnent à un signe manquant",
            "Trajets □ oui",
            "Pour une case à cocher, utilisez ☐ (U+2610) ou ☑ (U+2611).",
        ),
    ] {
        let (_folder, project) = with_label(label);
        let run = check(&project);
        assert_eq!(run.status, 1);
        assert_eq!(finding(&project, "R-07"), refused('C', message, found, mend));
        let built = build(&project, true);
        assert_eq!(built.run.status, 1, "{}", built.run.transcript());
        let printed: String = label
            .chars()
            .map(|c| {
                if matches!(c, '🚆' | '□' | '\u{FFFE}' | '\u{E000}'..='\u{F8FF}') {
                    '\u{FFFD}'
                } else {
                    c
                }
            })
            .collect();
        assert!(built.tags(PLAN).contains(&printed), "{printed}");
    }
}

#[test]
fn signs_that_turn_or_hide_a_text_are_named_and_left_out_of_pages() {
    for (label, message, found, printed) in [
        (
            "Trajets \u{202E}niart\u{202C} fin",
            "signes invisibles U+202E (forçage de droite à gauche), U+202C (fin d’enchâssement ou de forçage) : retirés du PDF",
            "Trajets [U+202E]niart[U+202C] fin",
            "Trajets niart fin",
        ),
        (
            "Trajets \u{2067}a\u{2069} fin",
            "signes invisibles U+2067 (isolat de droite à gauche), U+2069 (fin d’isolat) : retirés du PDF",
            "Trajets [U+2067]a[U+2069] fin",
            "Trajets a fin",
        ),
        (
            "Tra\u{200B}jets",
            "signe invisible U+200B (espace de largeur nulle) : retiré du PDF",
            "Tra[U+200B]jets",
            "Trajets",
        ),
        (
            "Tra\u{FEFF}jets",
            "signe invisible U+FEFF (espace insécable de largeur nulle, ou marque d’ordre des octets) : retiré du PDF",
            "Tra[U+FEFF]jets",
            "Trajets",
        ),
        (
            "Trajets\u{9B}2J",
            "signe invisible U+009B (caractère de commande) : retiré du PDF",
            "Trajets[U+009B]2J",
            "Trajets2J",
        ),
        (
            "Trajets\u{85}en train",
            "signe invisible U+0085 (caractère de commande) : imprimé comme une espace",
            "Trajets en train",
            "Trajets en train",
        ),
    ] {
        let (_folder, project) = with_label(label);
        let run = check(&project);
        assert_eq!(run.status, 0, "{}", run.transcript());
        assert_eq!(
            finding(&project, "R-09"),
            format!(
                "! R-09 avertissement – Aucun signe invisible ne change ce que dit un texte\n  \
                 budget.xlsx › Dépenses › C7 : {message}\n{}    trouvé     {found}\n    \
                 source     Usage de ce logiciel ; PDF/UA-1 (ISO 14289-1), 7.21.7 et PDF/A-3 (ISO 19005-3), 6.2.11.7.2 : U+0000, U+FEFF et U+FFFE exclus du texte d’un PDF\n    \
                 corriger   Retapez le texte au clavier, ou collez-le sans mise en forme.",
                places('C')
            )
        );
        assert!(!run.stdout.contains(['\u{202E}', '\u{2067}', '\u{200B}', '\u{FEFF}', '\u{9B}']));
        let built = build(&project, false);
        assert_eq!(built.run.status, 0, "{}", built.run.transcript());
        assert_eq!(built.run.stderr, "");
        assert!(built.tags(PLAN).contains(printed), "{printed}");
    }
}

#[test]
fn a_title_cannot_turn_the_pages_nor_their_metadata() {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "acronyme = \"CTI\"", "acronyme = \"C\\u202ETI\\u0007\"");
    edit(&project.join("projet.toml"), "intitule = \"Transition", "intitule = \"\\u202ETransition\\u0001");
    let _ = check(&project);
    let answer = finding(&project, "R-09");
    for line in [
        "projet.toml › projet.acronyme : signes invisibles U+202E (forçage de droite à gauche), U+0007 (caractère de commande) : retirés du PDF\n    trouvé     C[U+202E]TI[U+0007]\n",
        "projet.toml › projet.intitule : signes invisibles U+202E (forçage de droite à gauche), U+0001 (caractère de commande) : retirés du PDF\n    trouvé     [U+202E]Transition[U+0001] numérique, innovation et emploi",
    ] {
        assert!(answer.contains(line), "{answer}");
    }
    let built = build(&project, false);
    assert_eq!(built.run.status, 0, "{}", built.run.transcript());
    let pdf = lopdf::Document::load(built.folder.join(FORM)).unwrap();
    let catalog = pdf.catalog().unwrap();
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let xmp =
        String::from_utf8(pdf.get_object(metadata).unwrap().as_stream().unwrap().content.clone()).unwrap();
    assert!(xmp.contains("Transition numérique, innovation"), "{xmp}");
    assert!(!xmp.contains(['\u{202E}', '\u{1}']), "{xmp}");
}

#[test]
fn an_applicant_named_in_hebrew_is_an_error_and_a_summary_a_warning() {
    let (_folder, project) = example_copy();
    edit(&project.join("projet.toml"), "commune = \"Béthune\"", "commune = \"שלום\"");
    edit(&project.join("projet.toml"), "resume = \"Le Cluster", "resume = \"→ ♬ Le Cluster");
    edit(&project.join("projet.toml"), "\"Cadre\" =", "\"漢\" =");
    let run = check(&project);
    assert_eq!(run.status, 1);
    assert_eq!(
        finding(&project, "R-07"),
        format!(
            "✗ R-07 erreur – Les noms et les intitulés s’impriment signe pour signe\n  \
             projet.toml › demandeur.commune : « ש » (U+05E9), hébreu : écriture de droite à gauche, que les documents ne savent pas mettre en page : imprimé comme une case vide ; 3 autres signes de ce texte sont dans le même cas\n    \
             trouvé     שלום\n    \
             corriger   Écrivez aussi ce texte en lettres latines, comme sur l’acte officiel, et retirez l’original.\n    \
             source     {GLYPHS}"
        )
    );
    let answer = finding(&project, "R-08");
    assert!(answer.starts_with("! R-08 avertissement"), "{answer}");
    assert!(
        answer.contains("projet.toml › projet.resume : « ♬ » (U+266C), pictogramme : absent de la police"),
        "{answer}"
    );
    assert!(answer.contains("projet.toml › fonds.fonds-regional.champs.漢 : « 漢 » (U+6F22)"), "{answer}");
}

#[test]
fn a_line_of_the_description_is_named_and_a_comment_is_not_read() {
    let (_folder, project) = example_copy();
    let file = project.join("description.md");
    let text = fs::read_to_string(&file).unwrap();
    let line = text.lines().count() + 4;
    fs::write(&file, format!("{text}\n<!-- 漢 -->\n\nUne **étoile &#x1F31F;** brille.\n")).unwrap();
    let run = check(&project);
    assert_eq!(run.status, 0);
    assert_eq!(
        finding(&project, "R-08"),
        format!(
            "! R-08 avertissement – Les textes rédigés s’impriment signe pour signe\n  \
             description.md › ligne {line} : « 🌟 » (U+1F31F), pictogramme : absent de la police, imprimé comme une case vide\n    \
             trouvé     Une étoile 🌟 brille.\n    \
             corriger   Retirez ce pictogramme, ou remplacez-le par un mot.\n    \
             source     {GLYPHS}"
        )
    );
    let built = build(&project, false);
    assert_eq!(built.run.status, 0, "{}", built.run.transcript());
}

#[test]
fn forty_columns_are_told_by_check_and_by_build() {
    let (_folder, project) = example_copy();
    let file = project.join("description.md");
    let row = |cell: &str| format!("|{}\n", format!("{cell}|").repeat(40));
    let table = format!("{}{}{}", row("Année"), row("-"), row("2 024"));
    edit(&file, "## Objectifs\n", &format!("## Objectifs\n\n{table}\n"));
    let text = fs::read_to_string(&file).unwrap();
    let line = 1 + text.lines().position(|line| line.starts_with("|Année")).unwrap();
    let run = check(&project);
    assert_eq!(run.status, 0);
    assert_eq!(
        finding(&project, "R-10"),
        format!(
            "! R-10 avertissement – Les mots et les tableaux tiennent dans la page\n  \
             description.md › ligne {line} : tableau de 40 colonnes : imprimé en très petits caractères, mots coupés\n    \
             trouvé     40 colonnes\n    \
             attendu    au plus 15 colonnes\n    \
             source     Usage de ce logiciel (mise en page des documents)\n    \
             corriger   Raccourcissez le mot ou l’adresse, ou partagez le tableau."
        )
    );
    let built = build(&project, false);
    assert_eq!(built.run.status, 0, "{}", built.run.transcript());
    let told = format!("dossier : {FORM}, page ");
    assert!(
        built.run.stderr.lines().any(|line| line.starts_with(&told)
            && line.ends_with("tableau « Objectifs » : 40 colonnes tiennent mal sur la page, texte réduit")),
        "{}",
        built.run.stderr
    );
    let digits: String = built.tags(FORM).chars().filter(char::is_ascii_digit).collect();
    assert!(digits.matches("2024").count() >= 40);
}

#[test]
fn a_cell_of_five_thousand_characters_is_printed_whole() {
    let label = "zyx ".repeat(1_250);
    let (_folder, project) = with_label(label.trim());
    let run = check(&project);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let built = build(&project, false);
    assert_eq!(built.run.status, 0, "{}", built.run.transcript());
    assert_eq!(built.run.stderr, "");
    // The label stands in four lines of the plan.
    assert_eq!(built.tags(PLAN).matches("zyx").count(), 4 * 1_250);
}

#[test]
fn an_endless_word_is_told_and_printed_whole() {
    let word = "Z".repeat(200);
    let (_folder, project) = with_label(&format!("Lot {word}"));
    let file = project.join("description.md");
    let address = format!("https://exemple.invalid/{}", "chemin/".repeat(20));
    edit(&file, "## Objectifs\n", &format!("## Objectifs\n\nVoir {address} pour le plan.\n"));
    let run = check(&project);
    assert_eq!(run.status, 0);
    let answer = finding(&project, "R-10");
    let (shown, place) = ("Z".repeat(24), places('C'));
    assert!(
        answer.contains(&format!(
            "  budget.xlsx › Dépenses › C7 : mot de 200 signes : coupé à la largeur de sa colonne, sans trait d’union\n{place}    \
             trouvé     {shown}…\n    attendu    au plus 60 signes sans espace ni trait d’union\n"
        )),
        "{answer}"
    );
    assert!(answer.contains("mot de 164 signes"), "{answer}");
    assert!(answer.contains("attendu    au plus 80 signes"), "{answer}");
    let built = build(&project, false);
    assert_eq!(built.run.status, 0, "{}", built.run.transcript());
    assert!(built.run.stderr.contains(&format!("{PLAN}, page ")), "{}", built.run.stderr);
    assert!(
        built.run.stderr.contains("mot trop long pour sa colonne, coupé sans trait d’union : « ZZZZ"),
        "{}",
        built.run.stderr
    );
    let letters = built.tags(PLAN).chars().filter(|c| *c == 'Z').count();
    assert_eq!(letters, 4 * 200);
    assert!(built.tags(FORM).contains(&address));
}

#[test]
fn a_table_without_rows_says_so() {
    let (_folder, project) = example_copy();
    edit(&project.join("description.md"), "## Objectifs\n", "## Objectifs\n\n|Étape|Date|\n|-|-|\n");
    let run = check(&project);
    assert_eq!(run.status, 0, "{}", run.transcript());
    let built = build(&project, false);
    assert_eq!(built.run.status, 0, "{}", built.run.transcript());
    assert_eq!(built.run.stderr, "");
    let tags = built.tags(FORM);
    assert!(tags.contains("\"Étape\"") && tags.contains("\"Aucune ligne\""));
}

#[test]
fn a_sign_in_a_thousand_texts_is_told_twenty_times_and_counted() {
    let (_folder, project) = example_copy();
    let file = project.join("projet.toml");
    let stages: String = (0..1_000).fold(String::new(), |text, stage| {
        text + &format!(
            "[[calendrier.etapes]]\nintitule = \"漢 {stage}\"\ndebut = 2024-03-01\nfin = 2024-04-01\n"
        )
    });
    edit(&file, "[tva]\n", &format!("{stages}\n[tva]\n"));
    let run = check(&project);
    assert_eq!(run.status, 1);
    let answer = finding(&project, "R-07");
    // Ten are kept whole, and the others are counted.
    assert_eq!(answer.matches("« 漢 » (U+6F22)").count(), 10);
    assert!(answer.contains(" : 980 autres textes dans le même cas, à partir de celui-ci"), "{answer}");
}

#[test]
fn fonts_of_the_templates_are_the_ones_that_count() {
    let folder = tempfile::tempdir().unwrap();
    support::copy(Path::new("templates/commun"), &folder.path().join("commun"));
    let regular = folder.path().join("commun/fonts/Inter-Regular.ttf");
    let bytes = fs::read(&regular).unwrap();
    let templates = folder.path().to_str().unwrap();
    assert_eq!(dossier(&["check", support::EXAMPLE, "--templates", templates]).status, 0);
    fs::write(&regular, &bytes[..100]).unwrap();
    let run = dossier(&["check", support::EXAMPLE, "--templates", templates]);
    assert_eq!(run.status, 2);
    assert_eq!(
        plain(&run.stderr),
        "dossier : commun : police Inter-Regular.ttf : table des signes illisible\n"
    );
}
