//! What the command line accepts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

const TEMPLATE: &str = "{about-with-newline}\nUtilisation : {usage}\n\n{all-args}{after-help}";

/// Produit les dossiers de demande de subvention d’un projet à partir de son classeur budgétaire.
#[derive(Debug, Parser)]
#[command(
    name = "dossier",
    version,
    help_template = TEMPLATE,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    subcommand_help_heading = "Commandes",
    subcommand_value_name = "COMMANDE",
    next_help_heading = "Options",
    max_term_width = 100,
    after_help = "États de sortie : 0, rien de bloquant ; 1, anomalies bloquantes ; 2, l’exécution a échoué."
)]
pub struct Arguments {
    /// Affiche cette aide.
    #[arg(short = 'h', long = "help", visible_alias = "aide", action = clap::ArgAction::Help, global = true)]
    help: Option<bool>,
    /// Affiche la version.
    #[arg(short = 'V', long = "version", action = clap::ArgAction::Version)]
    version: Option<bool>,
    /// Ce qu’il faut faire.
    #[command(subcommand)]
    pub command: Command,
}

/// Commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Commence le dossier d’un projet, à partir du classeur qu’on a.
    #[command(help_template = TEMPLATE, next_help_heading = "Options")]
    Init(InitArguments),
    /// Écrit les dossiers d’un projet, un par fonds.
    #[command(help_template = TEMPLATE, next_help_heading = "Options")]
    Build(BuildArguments),
    /// Contrôle un projet sans rien écrire.
    #[command(help_template = TEMPLATE, next_help_heading = "Options")]
    Check(CheckArguments),
    /// Remonte d’un chiffre imprimé à ses cellules ; sans chiffre, liste les principaux.
    #[command(help_template = TEMPLATE, next_help_heading = "Options")]
    Trace(TraceArguments),
    /// Compare les options de coûts simplifiés d’un projet, fonds par fonds, sans rien écrire.
    #[command(help_template = TEMPLATE, next_help_heading = "Options")]
    Simulate(SimulateArguments),
    /// Explique un contrôle ; sans code, les liste tous.
    #[command(help_template = TEMPLATE, next_help_heading = "Options")]
    Explain(ExplainArguments),
    /// Décrit un fonds ; sans identifiant, les liste tous.
    #[command(help_template = TEMPLATE, next_help_heading = "Options")]
    Funds(FundsArguments),
    /// Lit un classeur donné sur l’entrée standard, pour le programme lui-même.
    #[command(name = crate::source::workbook::apart::COMMAND, hide = true)]
    ReadWorkbook(ReadWorkbookArguments),
    /// Ouvre les pièces données sur l’entrée standard, pour le programme lui-même.
    #[command(name = crate::source::attachment::COMMAND, hide = true)]
    ReadAttachments(ReadWorkbookArguments),
}

/// Which project, which funds, which date.
#[derive(Debug, Args)]
pub struct Selection {
    /// Dossiers des projets (contenant projet.toml) ; le dossier courant à défaut.
    #[arg(value_name = "PROJET", help_heading = "Arguments")]
    pub projects: Vec<PathBuf>,
    /// Ne garde que ce fonds ; l’option peut être répétée.
    #[arg(long = "fund", visible_alias = "fonds", value_name = "ID")]
    pub funds: Vec<String>,
    /// Date d’effet du dossier, à la place de celle de projet.toml.
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = date)]
    pub date: Option<Date>,
    /// Dossier de modèles et de définitions qui remplacent ceux du programme.
    #[arg(long, visible_alias = "modeles", value_name = "DOSSIER")]
    pub templates: Option<PathBuf>,
}

/// `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// Dossier à créer.
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub folder: PathBuf,
    /// Classeur budgétaire dont partir (.xlsx, .ods, .xls, .csv…).
    #[arg(long = "depuis", value_name = "CLASSEUR")]
    pub from: Option<PathBuf>,
    /// Fonds demandé ; l’option peut être répétée ; tous à défaut.
    #[arg(long = "fund", visible_alias = "fonds", value_name = "ID")]
    pub funds: Vec<String>,
    /// Fichier de réponses aux questions, à la place du clavier.
    #[arg(long = "reponses", value_name = "FICHIER")]
    pub answers: Option<PathBuf>,
    /// Dossier de modèles et de définitions qui remplacent ceux du programme.
    #[arg(long, visible_alias = "modeles", value_name = "DOSSIER")]
    pub templates: Option<PathBuf>,
}

/// `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    #[command(flatten)]
    pub selection: Selection,
    /// Dossier où écrire les dossiers.
    #[arg(
        long,
        visible_alias = "sortie",
        value_name = "DOSSIER",
        default_value = "out",
        hide_default_value = true
    )]
    pub out: PathBuf,
    /// Écrit malgré les anomalies bloquantes, avec BROUILLON en travers de chaque page.
    #[arg(long, visible_alias = "brouillon")]
    pub draft: bool,
}

/// `check`.
#[derive(Debug, Args)]
pub struct CheckArguments {
    #[command(flatten)]
    pub selection: Selection,
    /// Ajoute les cellules voisines, les conséquences une à une, et la réponse de chaque contrôle.
    #[arg(long, aliases = ["tous", "all"])]
    pub detail: bool,
    /// Montre comment chaque tableau du classeur a été lu.
    #[arg(long = "montrer-lecture")]
    pub show_reading: bool,
    /// Forme du résultat : texte, concis (une ligne par constat), json ou sarif.
    #[arg(long, value_enum, default_value_t = CheckFormat::Texte, hide_default_value = true, hide_possible_values = true, value_name = "FORME")]
    pub format: CheckFormat,
}

/// `simulate`.
#[derive(Debug, Args)]
pub struct SimulateArguments {
    #[command(flatten)]
    pub selection: Selection,
}

/// `trace`.
#[derive(Debug, Args)]
pub struct TraceArguments {
    /// Dossier du projet (contenant projet.toml).
    #[arg(value_name = "PROJET", help_heading = "Arguments")]
    pub project: PathBuf,
    /// Identifiant (aide.demandee), intitulé, même partiel, ou montant tel qu’il est imprimé (1 212 144,97 €).
    #[arg(value_name = "CHIFFRE", help_heading = "Arguments", allow_negative_numbers = true)]
    pub figure: Vec<String>,
    /// Ne garde que ce fonds ; l’option peut être répétée.
    #[arg(long = "fund", visible_alias = "fonds", value_name = "ID")]
    pub funds: Vec<String>,
    /// Date d’effet du dossier, à la place de celle de projet.toml.
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = date)]
    pub date: Option<Date>,
    /// Dossier de modèles et de définitions qui remplacent ceux du programme.
    #[arg(long, visible_alias = "modeles", value_name = "DOSSIER")]
    pub templates: Option<PathBuf>,
    /// N’abrège aucune liste.
    #[arg(long = "complet")]
    pub complete: bool,
    /// Ne compose pas les documents : leurs pages ne sont pas données.
    #[arg(long = "sans-documents")]
    pub without_documents: bool,
    /// Forme du résultat.
    #[arg(long, value_enum, default_value_t = Format::Texte, hide_default_value = true, hide_possible_values = true, value_name = "texte|json")]
    pub format: Format,
    /// Comme --format json.
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

impl TraceArguments {
    /// The form asked for, by either option.
    #[must_use]
    pub const fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}

/// Form of the findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Texte,
    /// One line a finding.
    Concis,
    /// For programs.
    Json,
    /// For programs that show the findings of many tools.
    Sarif,
}

/// Form of a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Texte,
    /// For programs.
    Json,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// Code du contrôle, par exemple T-01.
    #[arg(value_name = "CODE", help_heading = "Arguments")]
    pub code: Option<String>,
    /// Article par article, les contrôles qui le couvrent, et ceux qu’aucun ne couvre.
    #[arg(long = "couverture", conflicts_with = "code")]
    pub coverage: bool,
}

/// `funds`.
#[derive(Debug, Args)]
pub struct FundsArguments {
    /// Identifiant du fonds.
    #[arg(value_name = "ID", help_heading = "Arguments")]
    pub id: Option<String>,
    /// Jour dont montrer les valeurs, AAAA-MM-JJ ; sans lui, toutes avec leurs jours.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub date: Option<Date>,
    /// Dossier de modèles et de définitions qui remplacent ceux du programme.
    #[arg(long, visible_alias = "modeles", value_name = "DOSSIER")]
    pub templates: Option<PathBuf>,
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("« {text} » n’est pas une date AAAA-MM-JJ"))
}

/// The commands that the program gives itself.
#[derive(Debug, Args)]
pub struct ReadWorkbookArguments {
    /// Nom du classeur ; vide pour des pièces.
    pub name: String,
    /// Mémoire permise, en octets.
    #[arg(long = "memoire", value_name = "OCTETS")]
    pub memory: u64,
}
