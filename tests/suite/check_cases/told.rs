//! The whole answer of a check, as text: what an officer would read, and what the folding of findings rests on.

use std::fmt::Write;

use dossier::workbench::findings::Holder;
use dossier::{CheckResult, Effect, Finding, Missing, Sentence};

/// The answer; the message of the program when it refused the project.
pub fn told(answer: &Result<CheckResult, String>) -> String {
    let mut out = String::new();
    match answer {
        Err(refusal) => writeln!(out, "refusé : {refusal}").unwrap(),
        Ok(result) => result_told(result, &mut out),
    }
    out.replace(['\u{202f}', '\u{a0}'], " ")
}

fn line(out: &mut String, name: &str, text: &str) {
    let text = text.replace('\n', " ⏎ ");
    writeln!(out, "    {name:<10} {text}").unwrap();
}

fn result_told(result: &CheckResult, out: &mut String) {
    let answers = &result.answers;
    writeln!(out, "{}", result.answer.label()).unwrap();
    for finding in &answers.findings {
        finding_told(finding, out);
    }
    for beyond in answers.beyond.values() {
        writeln!(out, "  et {} autres de même", beyond.count).unwrap();
    }
    for missing in &answers.missing {
        missing_told(missing, out);
    }
    let rest = [
        ("déclaré", &answers.declared),
        ("comparé", &answers.compared),
        ("sans objet", &answers.not_applicable),
    ];
    for (name, sentences) in rest {
        for sentence in sentences {
            writeln!(out, "  {name} : {}", sentence.french()).unwrap();
        }
    }
    if answers.count > 0 {
        writeln!(out, "  comparaisons : {}", answers.count).unwrap();
    }
}

fn finding_told(finding: &Finding, out: &mut String) {
    let mut places = finding.places.iter();
    let first = places.next().map_or_else(|| "(sans lieu)".to_owned(), ToString::to_string);
    writeln!(out, "  {first} : {}", finding.message.french()).unwrap();
    for place in places {
        line(out, "avec", &place.to_string());
    }
    let mut optional = |name: &str, sentence: &Option<Sentence>| {
        if let Some(sentence) = sentence {
            line(out, name, &sentence.french());
        }
    };
    optional("trouvé", &finding.found);
    optional("attendu", &finding.expected);
    optional("corriger", &finding.mend);
    if let Some(basis) = &finding.basis {
        line(out, "source", basis);
    }
    if let Some(stake) = finding.stake {
        line(out, "enjeu", &stake.to_string());
    }
    match &finding.effect {
        Effect::None => {}
        Effect::Unknown => line(out, "effet", "la bonne valeur de la cellule n’est pas connue"),
        Effect::Mended(cells) => {
            for (place, value) in cells {
                let value = value.normalize().to_string().replace('.', ",");
                line(out, "effet", &format!("disparaît si {place} vaut {value}"));
            }
        }
    }
}

fn missing_told(missing: &Missing, out: &mut String) {
    let holder = match &missing.holder {
        Holder::Applicant => "le demandeur",
        Holder::Authority => "l’autorité",
        Holder::Workbook => "le classeur",
        Holder::Named(name) => name,
        Holder::Nobody => "personne",
    };
    writeln!(out, "  manque : {}", missing.what.french()).unwrap();
    line(out, "détenteur", holder);
    if let Some(field) = &missing.field {
        line(out, "champ", field);
    }
    if let Some(how) = &missing.how {
        line(out, "comment", &how.french());
    }
}
