//! Family J: attachments (pièces jointes).

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Anomaly, Answers, Check, Explanation, Severity, counted};
use crate::figures::value::{french_number, french_size};
use crate::model::fund::{NatureRole, Status};

/// Required types.
pub const REQUIRED: Check = Check {
    code: "J-01",
    title: "Les pièces obligatoires sont jointes",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque type de pièce obligatoire du fonds est cherché parmi [[pieces]] de projet.toml.",
        why: "Une demande incomplète laisse quinze jours pour compléter, avec une relance.",
        source: "Liste des pièces du fonds (chaque pièce porte sa source et son statut dans fund.toml)",
        mend: "Ajoutez la pièce dans le dossier pieces/ et son entrée [[pieces]].",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let required: Vec<_> =
            scope.fund().attachments.iter().filter(|required| required.mandatory).collect();
        if required.is_empty() {
            answers.missing("la définition du fonds ne liste aucune pièce obligatoire");
            return;
        }
        for required in &required {
            let joined = scope.project().attachments.iter().any(|piece| piece.kind == required.kind);
            answers.expect(joined, || {
                Anomaly::new(format!("pièce absente : {}", required.label))
                    .at_field("pieces")
                    .expected(format!("une pièce de type « {} »", required.kind))
                    .source(required.source.clone())
            });
        }
        let unsure = required.iter().filter(|required| required.status != Status::Confirme).count();
        let mut detail =
            counted(required.len(), "type de pièce obligatoire joint", "types de pièces obligatoires joints");
        if unsure > 0 {
            detail.push_str(&format!(" ; exigence à confirmer pour {unsure}"));
        }
        answers.compliant(detail);
    },
};

/// Files that exist.
pub const FILES: Check = Check {
    code: "J-02",
    title: "Chaque pièce déclarée existe dans le dossier",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Le fichier de chaque [[pieces]] est ouvert et son empreinte calculée.",
        why: "Un bordereau qui annonce un fichier absent fait renvoyer le dossier.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Déposez le fichier à l’endroit indiqué, ou corrigez son nom.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let pieces = &scope.project().attachments;
        for (index, piece) in pieces.iter().enumerate() {
            match scope.folder.attachments.get(&piece.file) {
                None => answers.anomaly(
                    Anomaly::new(format!(
                        "le fichier de la pièce {} (« {} ») est introuvable",
                        piece.id, piece.title
                    ))
                    .at_field(format!("pieces[{index}].fichier"))
                    .found(&piece.file),
                ),
                Some(file) if file.size == 0 => answers.anomaly(
                    Anomaly::new(format!("le fichier de la pièce {} est vide", piece.id))
                        .at_field(format!("pieces[{index}].fichier"))
                        .found(&piece.file),
                ),
                Some(_) => {}
            }
        }
        if pieces.is_empty() {
            answers.missing("aucune pièce n’est déclarée");
        } else {
            answers.compliant(counted(scope.folder.attachments.len(), "fichier lu", "fichiers lus"));
        }
    },
};

/// References to attachments.
pub const REFERENCES: Check = Check {
    code: "J-03",
    title: "Les pièces citées par projet.toml sont déclarées",
    severity: Severity::Error,
    explanation: Explanation {
        what: "Chaque identifiant de pièce cité (délibérations, signataire, partenaires, cofinanceurs) est cherché dans [[pieces]], où il est unique.",
        why: "Une preuve qu’on ne retrouve pas ne prouve rien.",
        source: "Traçabilité du dossier : règlement (UE) 2021/1060, art. 82",
        mend: "Corrigez l’identifiant ou déclarez la pièce.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let project = scope.project();
        let mut count: BTreeMap<&str, usize> = BTreeMap::new();
        for piece in &project.attachments {
            *count.entry(piece.id.as_str()).or_default() += 1;
        }
        for (id, times) in count.iter().filter(|(_, times)| **times > 1) {
            answers.anomaly(
                Anomaly::new(format!("l’identifiant de pièce « {id} » est donné {times} fois"))
                    .at_field("pieces"),
            );
        }
        let mut cited: Vec<(String, &str)> = Vec::new();
        for (index, deliberation) in project.deliberations.iter().enumerate() {
            cited.extend(
                deliberation.piece.as_deref().map(|piece| (format!("deliberations[{index}].piece"), piece)),
            );
        }
        for (index, partner) in project.partners.iter().enumerate() {
            cited
                .extend(partner.piece.as_deref().map(|piece| (format!("partenaires[{index}].piece"), piece)));
        }
        for (index, co_financer) in project.co_financers.iter().enumerate() {
            cited.extend(
                co_financer.piece.as_deref().map(|piece| (format!("cofinanceurs[{index}].piece"), piece)),
            );
        }
        let signatory = project.applicant.signatory.as_ref().and_then(|signatory| signatory.piece.as_deref());
        cited.extend(signatory.map(|piece| ("demandeur.signataire.piece".to_owned(), piece)));
        for (field, piece) in &cited {
            answers.expect(count.contains_key(piece), || {
                Anomaly::new("pièce citée mais non déclarée").at_field(field.clone()).found(piece)
            });
        }
        answers.compliant(counted(cited.len(), "pièce citée", "pièces citées"));
    },
};

/// Letters of co-financers.
pub const LETTERS: Check = Check {
    code: "J-04",
    title: "Chaque cofinanceur a sa lettre ou son acte",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Chaque ressource autre que l’aide de ce fonds, les recettes et l’autofinancement doit citer une pièce par [[cofinanceurs]].",
        why: "La lettre doit donner nom, taille, description, dates, lieu, coûts, type et montant de l’aide.",
        source: "Guide du porteur ; règlement (UE) n° 651/2014, art. 6, pour le contenu (statut : à confirmer)",
        mend: "Joignez la lettre d’intention, l’acte, la convention ou l’attestation, et citez-la dans [[cofinanceurs]].",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let fund = scope.fund().identity.id.as_str();
        let mut compared = 0usize;
        for (index, co_financer) in scope.project().co_financers.iter().enumerate() {
            let nature = co_financer.nature.as_deref().and_then(|written| scope.fund().find_nature(written));
            let role = scope.nature_role(nature);
            let exempt = matches!(role, Some(NatureRole::Autofinancement | NatureRole::Recettes))
                || co_financer.fund.as_deref() == Some(fund);
            if exempt {
                continue;
            }
            compared += 1;
            // A sum asked from another fund of this project is proved by that fund's own pack.
            let own_pack =
                co_financer.fund.as_ref().is_some_and(|fund| scope.project().identity.funds.contains(fund));
            answers.expect(co_financer.piece.is_some() || own_pack, || {
                Anomaly::new(format!("« {} » n’a ni lettre ni acte", co_financer.name))
                    .at_field(format!("cofinanceurs[{index}].piece"))
                    .found("vide")
            });
        }
        answers.compliant(counted(compared, "cofinanceur examiné", "cofinanceurs examinés"));
    },
};

/// How to write a number with its unit.
type Unit<'a> = &'a dyn Fn(Decimal) -> String;

/// Number of documents.
pub const COUNT: Check = Check {
    code: "J-05",
    title: "Le nombre et le poids des pièces tiennent dans le dépôt",
    severity: Severity::Warning,
    explanation: Explanation {
        what: "Le nombre de pièces et leur poids total sont comparés aux limites du portail de dépôt.",
        why: "Le dépôt se fait fichier par fichier, sans archive : une limite dépassée se découvre le dernier soir.",
        source: "Guide du porteur : 100 documents et 400 Mo (statut : à confirmer)",
        mend: "Regroupez ou allégez les pièces.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let count = Decimal::from(scope.folder.attachments.len());
        let size = Decimal::from(scope.folder.attachments.values().map(|file| file.size).sum::<u64>());
        let documents = |number: Decimal| {
            format!(
                "{} {}",
                french_number(number),
                if number > Decimal::ONE { "documents" } else { "document" }
            )
        };
        // What exceeds is told to the byte: both sides may round to the same number of megabytes.
        let bytes = |number: Decimal| format!("{} ({} octets)", french_size(number), french_number(number));
        let compare = |answers: &mut Answers, name: &str, value: Decimal, short: Unit, long: Unit| match scope
            .parameter(name)
            .decimal()
        {
            None => scope.missing_parameter(name, answers),
            Some(limit) if value > limit => answers.anomaly(
                Anomaly::new("les pièces dépassent ce que le portail accepte")
                    .at_field("pieces")
                    .found(long(value))
                    .expected(format!("au plus {}", long(limit))),
            ),
            Some(limit) => {
                answers.compliant(format!("{}, pour une limite de {}", short(value), short(limit)));
            }
        };
        compare(answers, "max_documents", count, &documents, &documents);
        compare(answers, "max_octets", size, &french_size, &bytes);
    },
};

/// The same file twice.
pub const DUPLICATES: Check = Check {
    code: "J-06",
    title: "Aucun fichier n’est joint deux fois",
    severity: Severity::Note,
    explanation: Explanation {
        what: "Deux pièces dont le contenu a la même empreinte SHA-256 sont signalées.",
        why: "C’est souvent le mauvais fichier déposé sous le bon nom.",
        source: "Motifs de renvoi constatés (statut : à confirmer)",
        mend: "Vérifiez que chaque fichier est bien celui que son intitulé annonce.",
        since: "0.1.0",
    },
    run: |scope, answers| {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (path, file) in &scope.folder.attachments {
            match seen.get(file.sha256.as_str()) {
                Some(first) => answers.anomaly(
                    Anomaly::new("deux pièces ont le même contenu")
                        .at(&crate::model::Place::file(path.as_str()))
                        .at(&crate::model::Place::file(*first)),
                ),
                None => {
                    seen.insert(&file.sha256, path);
                }
            }
        }
        answers.compliant(counted(
            scope.folder.attachments.len(),
            "empreinte comparée",
            "empreintes comparées",
        ));
    },
};
