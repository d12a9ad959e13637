//! What the command line accepts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Where packs are written when nobody says where.
pub const OUT: &str = "out";

/// Examples first: most people read no further.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}Utilisation : {usage}\n\n{all-args}{after-help}";

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
    before_help = "Exemples:\n  dossier init mon-projet --depuis plan.xlsx   commence un dossier depuis son classeur\n  dossier check mon-projet                     dit ce qui ne va pas, et dans quelle cellule\n  dossier build mon-projet                     écrit les dossiers à déposer",
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
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier init mon-projet --depuis plan.xlsx --fund fonds-regional\n  dossier init mon-projet --depuis plan.xlsx --depuis description.docx\n  dossier init mon-projet                       sans classeur : en écrit un, qui guide"
    )]
    Init(InitArguments),
    /// Écrit les dossiers d’un projet, un par fonds.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier build mon-projet\n  dossier build mon-projet --fund feder-ospe-1.3 --out depot\n  dossier build mon-projet --draft              un brouillon, malgré les anomalies"
    )]
    Build(BuildArguments),
    /// Contrôle un projet sans rien écrire.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier check mon-projet\n  dossier check mon-projet --annoter            une copie du classeur, cellules coloriées\n  dossier check mon-projet autre-projet --format concis"
    )]
    Check(CheckArguments),
    /// Cherche les fautes d’un classeur quelconque, feuille par feuille, sans projet ni fonds.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier audit budget.xlsx\n  dossier audit budget.xlsx --annoter          une copie du classeur, cellules coloriées\n  dossier audit *.xlsx --format concis",
        after_help = "États de sortie : 0, rien de certain ; 1, une faute certaine ; 2, l’exécution a échoué."
    )]
    Audit(AuditArguments),
    /// Suit un chiffre, de la page à ses cellules ou d’une cellule aux pages ; sans chiffre, liste les principaux.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier trace mon-projet 1212144,97           d’où vient ce montant\n  dossier trace mon-projet aide.demandee\n  dossier trace mon-projet L76                  ce qui s’imprime de cette cellule\n  dossier trace mon-projet 'Dépenses!L76'"
    )]
    Trace(TraceArguments),
    /// Vérifie qu’un dossier est intact, et que le programme l’obtient de nouveau.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier verify out                            tous les dossiers, par leurs empreintes\n  dossier verify out/mon-projet/fonds-regional --rebuild\n  dossier verify 01-lettre-archive.pdf          refait depuis les sources qu’il porte\n  dossier verify out --rebuild --rules pack     avec les règles du dossier, non celles du programme",
        after_help = "États de sortie : 0, intact et reproduit ; 1, une différence ; 2, n’a pas pu être vérifié."
    )]
    Verify(VerifyArguments),
    /// Dit ce qui diffère entre deux projets, deux dossiers ou deux classeurs.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier diff avant/mon-projet mon-projet\n  dossier diff out/mon-projet/fonds-regional mon-projet --classeur avenant.xlsx\n  dossier diff budget-avant.xlsx budget.xlsx",
        after_help = "États de sortie : 0, rien ne diffère ; 1, une différence ; 2, l’exécution a échoué."
    )]
    Diff(DiffArguments),
    /// Compare les options de coûts simplifiés d’un projet, fonds par fonds, sans rien écrire.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier simulate mon-projet"
    )]
    Simulate(SimulateArguments),
    /// Explique un contrôle ; sans code, les liste tous.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier explain T-01 T-10\n  dossier explain tva                           les contrôles qui en parlent\n  dossier explain T                             ceux d’une famille"
    )]
    Explain(ExplainArguments),
    /// Décrit un fonds ; sans identifiant, les liste tous.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier funds fonds-regional\n  dossier funds feder-ospe-1.3 --date 2026-01-01\n  dossier funds --comparer fonds-regional feder-ospe-1.3\n  dossier funds appel-a-projets-cluster --portefeuille candidatures/*\n  dossier funds --nouveau mon-fonds --templates mes-modeles\n  dossier funds mon-fonds --verifier --templates mes-modeles"
    )]
    Funds(FundsArguments),
    /// Contrôle et reconstruit à chaque enregistrement d’un fichier du projet.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier watch mon-projet\n  dossier watch mon-projet --sans-dossiers     contrôle seulement"
    )]
    Watch(WatchArguments),
    /// Vérifie que cette machine et ce programme peuvent faire le travail.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier doctor\n  dossier doctor mon-projet"
    )]
    Doctor(DoctorArguments),
    /// Signe un dossier produit : qui l’a fait, et que rien n’y a changé.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier sign --nouvelle-cle cles/mairie       une fois pour toutes : mairie.key, mairie.pub\n  dossier sign out/mon-projet/fonds-regional --cle cles/mairie.key"
    )]
    Sign(SignArguments),
    /// Écrit le schéma JSON de projet.toml, pour les éditeurs, ou celui du manifeste des dossiers.
    #[command(help_template = TEMPLATE, before_help = "Exemples:\n  dossier schema > projet.schema.json\n  dossier schema manifeste")]
    Schema(SchemaArguments),
    /// Écrit de quoi compléter les commandes dans un terminal.
    #[command(
        help_template = TEMPLATE,
        next_help_heading = "Options",
        before_help = "Exemples:\n  dossier completions bash > ~/.local/share/bash-completion/completions/dossier\n  dossier completions powershell >> $PROFILE"
    )]
    Completions(CompletionsArguments),
    /// Écrit la page de manuel.
    #[command(name = "manuel", alias = "man", help_template = TEMPLATE, before_help = "Exemples:\n  dossier manuel > ~/.local/share/man/man1/dossier.1")]
    Manual,
    /// Lit un classeur donné sur l’entrée standard, pour le programme lui-même.
    #[command(name = crate::source::workbook::apart::COMMAND, hide = true)]
    ReadWorkbook(ReadWorkbookArguments),
    /// Ouvre les pièces données sur l’entrée standard, pour le programme lui-même.
    #[command(name = crate::source::attachment::COMMAND, hide = true)]
    ReadAttachments(ReadWorkbookArguments),
}

// What several commands take: written once, flattened where each shows it. Plain comments: clap would print others.

#[derive(Debug, Clone, Default, Args)]
#[allow(missing_docs)]
pub struct Overrides {
    /// Dossier de modèles et de définitions qui remplacent ceux du programme.
    #[arg(long, visible_alias = "modeles", value_name = "DOSSIER")]
    pub templates: Option<PathBuf>,
}

#[derive(Debug, Clone, Args)]
#[allow(missing_docs)]
pub struct Destination {
    /// Dossier où écrire les dossiers.
    #[arg(
        long,
        visible_alias = "sortie",
        value_name = "DOSSIER",
        default_value = OUT,
        hide_default_value = true
    )]
    pub out: PathBuf,
}

#[derive(Debug, Clone, Default, Args)]
#[allow(missing_docs)]
pub struct Kept {
    /// Ne garde que ce fonds ; l’option peut être répétée.
    #[arg(long = "fund", visible_alias = "fonds", value_name = "ID")]
    pub funds: Vec<String>,
}

/// Which project, which funds, which date.
#[derive(Debug, Args)]
pub struct Selection {
    /// Dossiers des projets (contenant projet.toml) ; le dossier courant à défaut.
    #[arg(value_name = "PROJET", help_heading = "Arguments")]
    pub projects: Vec<PathBuf>,
    #[command(flatten)]
    pub kept: Kept,
    /// Date d’effet du dossier, à la place de celle de projet.toml.
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub overrides: Overrides,
}

/// `init`.
#[derive(Debug, Args)]
pub struct InitArguments {
    /// Dossier à créer.
    #[arg(value_name = "DOSSIER", help_heading = "Arguments")]
    pub folder: PathBuf,
    /// Classeur budgétaire dont partir (.xlsx, .ods, .xls, .csv…), ou description Word (.docx) ; les deux si l’option est
    /// répétée.
    #[arg(long = "depuis", value_name = "CLASSEUR|DOCX")]
    pub from: Vec<PathBuf>,
    /// Fonds demandé ; l’option peut être répétée ; tous à défaut.
    #[arg(long = "fund", visible_alias = "fonds", value_name = "ID")]
    pub funds: Vec<String>,
    /// Fichier de réponses aux questions, à la place du clavier.
    #[arg(long = "reponses", value_name = "FICHIER")]
    pub answers: Option<PathBuf>,
    #[command(flatten)]
    pub overrides: Overrides,
}

/// `build`.
#[derive(Debug, Args)]
pub struct BuildArguments {
    #[command(flatten)]
    pub selection: Selection,
    #[command(flatten)]
    pub destination: Destination,
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
    /// Écrit aussi CLASSEUR-annote.xlsx à côté du classeur : cellules en cause coloriées et commentées.
    #[arg(long = "annoter")]
    pub annotate: bool,
    /// Forme du résultat : texte, concis (une ligne par constat), json ou sarif.
    #[arg(long, value_enum, default_value_t = CheckFormat::Texte, hide_default_value = true, hide_possible_values = true, value_name = "FORME")]
    pub format: CheckFormat,
}

/// `audit`.
#[derive(Debug, Args)]
pub struct AuditArguments {
    /// Classeurs (.xlsx, .xlsm, .xlsb, .xls, .ods, .csv…).
    #[arg(value_name = "CLASSEUR", help_heading = "Arguments", required = true)]
    pub workbooks: Vec<PathBuf>,
    /// Ajoute les cellules voisines, les remarques une à une, et la réponse de chaque contrôle.
    #[arg(long, aliases = ["tous", "all"])]
    pub detail: bool,
    /// Écrit aussi CLASSEUR-annote.xlsx à côté du classeur : cellules en cause coloriées et commentées.
    #[arg(long = "annoter")]
    pub annotate: bool,
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
    /// Identifiant (aide.demandee), intitulé, même partiel, montant tel qu’il est imprimé (1 212 144,97 €), même arrondi ou
    /// reporté, cellule (L76, Dépenses!L76) ou champ (projet.toml › couts_indirects.taux).
    #[arg(value_name = "CHIFFRE|CELLULE", help_heading = "Arguments", allow_negative_numbers = true)]
    pub figure: Vec<String>,
    #[command(flatten)]
    pub kept: Kept,
    /// Date d’effet du dossier, à la place de celle de projet.toml.
    #[arg(long, value_name = "AAAA-MM-JJ", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub overrides: Overrides,
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

/// Whose rules a pack is made again by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RulesOf {
    /// Those of the program, or of `--templates`.
    Programme,
    /// Those that the pack carries.
    Pack,
}

/// `diff`.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// Ce qui était : projet, dossier de demande, exemplaire d’archive (PDF) ou classeur.
    #[arg(value_name = "AVANT", help_heading = "Arguments")]
    pub old: PathBuf,
    /// Ce qui est.
    #[arg(value_name = "APRÈS", help_heading = "Arguments")]
    pub new: PathBuf,
    /// Écrit aussi les différences dans ce classeur (.xlsx), pour l’avenant ; un fichier existant n’est jamais remplacé.
    #[arg(long = "classeur", value_name = "FICHIER")]
    pub workbook: Option<PathBuf>,
    #[command(flatten)]
    pub overrides: Overrides,
    /// Forme du résultat.
    #[arg(long, value_enum, default_value_t = Format::Texte, hide_default_value = true, hide_possible_values = true, value_name = "texte|json")]
    pub format: Format,
}

/// `verify`.
#[derive(Debug, Args)]
pub struct VerifyArguments {
    /// Dossiers de demande, dossier qui en contient (out), ou exemplaires d’archive (PDF).
    #[arg(value_name = "CHEMIN", help_heading = "Arguments", required = true)]
    pub paths: Vec<PathBuf>,
    /// Refait chaque dossier depuis les sources que porte son exemplaire d’archive, et compare chaque octet.
    #[arg(long, visible_alias = "reconstruire")]
    pub rebuild: bool,
    /// Refait le dossier depuis ce projet, au lieu des sources qu’il porte.
    #[arg(long = "projet", value_name = "DOSSIER")]
    pub project: Option<PathBuf>,
    /// Vérifie que cette clé a signé le dossier : fichier .pub, ou la ligne de 56 caractères qu’il contient.
    #[arg(long, visible_alias = "cle", value_name = "CLÉ")]
    pub key: Option<String>,
    /// Règles et modèles avec lesquels refaire : ceux du programme, ou ceux que porte le dossier (pack).
    #[arg(long, visible_alias = "regles", value_enum, default_value_t = RulesOf::Programme, hide_default_value = true, hide_possible_values = true, value_name = "programme|pack")]
    pub rules: RulesOf,
    #[command(flatten)]
    pub overrides: Overrides,
    /// Forme du résultat.
    #[arg(long, value_enum, default_value_t = Format::Texte, hide_default_value = true, hide_possible_values = true, value_name = "texte|json")]
    pub format: Format,
}

/// Whose JSON schema is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// `projet.toml`.
    Projet,
    /// The manifest of a pack.
    Manifeste,
    /// What `audit --format json` writes.
    Audit,
}

/// `schema`.
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Ce dont le schéma est écrit : projet.toml, le manifeste d’un dossier, ou ce qu’écrit audit --format json.
    #[arg(value_enum, default_value_t = SchemaOf::Projet, hide_default_value = true, hide_possible_values = true, value_name = "projet|manifeste|audit", help_heading = "Arguments")]
    pub of: SchemaOf,
}

/// `explain`.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// Codes (T-01, ou t1), lettre d’une famille, ou mots (« tva »).
    #[arg(value_name = "CODE|MOT", help_heading = "Arguments")]
    pub asked: Vec<String>,
    /// Article par article, les contrôles qui le couvrent, et ceux qu’aucun ne couvre.
    #[arg(long = "couverture", conflicts_with = "asked")]
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
    /// Écrit un fonds commenté, à compléter, dans le dossier de --templates (« templates » à défaut).
    #[arg(long = "nouveau", value_name = "ID", conflicts_with_all = ["id", "compared", "verify"])]
    pub new: Option<String>,
    /// Vérifie la définition et les modèles du fonds, sans projet.
    #[arg(long = "verifier", requires = "id")]
    pub verify: bool,
    /// Met en un tableau les candidatures de plusieurs projets à ce fonds.
    #[arg(long = "portefeuille", value_name = "PROJET", num_args = 1.., requires = "id", conflicts_with = "verify")]
    pub portfolio: Vec<PathBuf>,
    /// Classeur du tableau ; « portefeuille-ID.xlsx » à défaut. Un fichier qui existe n’est jamais remplacé.
    #[arg(long = "dans", value_name = "CLASSEUR", requires = "portfolio")]
    pub into: Option<PathBuf>,
    /// Montre ce qui change d’un fonds à l’autre.
    #[arg(long = "comparer", value_names = ["A", "B"], num_args = 2, conflicts_with = "id")]
    pub compared: Vec<String>,
    #[command(flatten)]
    pub overrides: Overrides,
}

/// `watch`.
#[derive(Debug, Args)]
pub struct WatchArguments {
    /// Dossier du projet (contenant projet.toml) ; le dossier courant à défaut.
    #[arg(value_name = "PROJET", help_heading = "Arguments", default_value = ".", hide_default_value = true)]
    pub project: PathBuf,
    #[command(flatten)]
    pub kept: Kept,
    #[command(flatten)]
    pub overrides: Overrides,
    #[command(flatten)]
    pub destination: Destination,
    /// Contrôle sans écrire les dossiers.
    #[arg(long = "sans-dossiers")]
    pub without_packs: bool,
    /// Écrit aussi CLASSEUR-annote.xlsx à côté du classeur.
    #[arg(long = "annoter")]
    pub annotate: bool,
}

/// `sign`.
#[derive(Debug, Args)]
pub struct SignArguments {
    /// Dossier d’un fonds, tel que « build » l’a écrit (out/mon-projet/fonds-regional).
    #[arg(
        value_name = "DOSSIER",
        help_heading = "Arguments",
        required_unless_present = "new_key",
        conflicts_with = "new_key"
    )]
    pub pack: Option<PathBuf>,
    /// Clé secrète de minisign qui signe.
    #[arg(
        long = "cle",
        value_name = "FICHIER.key",
        required_unless_present = "new_key",
        conflicts_with = "new_key"
    )]
    pub key: Option<PathBuf>,
    /// Fichier de la signature ; interne/SHA256SUMS.minisig à défaut. Un fichier qui existe n’est jamais remplacé.
    #[arg(long = "sortie", value_name = "FICHIER", conflicts_with = "new_key")]
    pub out: Option<PathBuf>,
    /// Commentaire que la signature couvre ; à défaut, le nom et l’empreinte de ce qui est signé, sans date ni heure.
    #[arg(long = "commentaire", value_name = "TEXTE", conflicts_with = "new_key")]
    pub comment: Option<String>,
    /// Fichier dont la première ligne est le mot de passe de la clé, demandé au clavier à défaut.
    #[arg(long = "mot-de-passe-fichier", value_name = "FICHIER")]
    pub password_file: Option<PathBuf>,
    /// Ne signe rien : écrit une nouvelle clé, BASE.key (secrète, à garder) et BASE.pub (à donner).
    #[arg(long = "nouvelle-cle", value_name = "BASE")]
    pub new_key: Option<PathBuf>,
    /// La nouvelle clé secrète n’a pas de mot de passe : qui a le fichier peut signer.
    #[arg(long = "sans-mot-de-passe", requires = "new_key", conflicts_with = "password_file")]
    pub without_password: bool,
}

/// `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArguments {
    /// Dossier d’un projet à regarder aussi ; le dossier courant s’il en est un.
    #[arg(value_name = "PROJET", help_heading = "Arguments")]
    pub project: Option<PathBuf>,
    /// Dossier où les dossiers seraient écrits.
    #[arg(
        long,
        visible_alias = "sortie",
        value_name = "DOSSIER",
        default_value = OUT,
        hide_default_value = true
    )]
    pub out: PathBuf,
    #[command(flatten)]
    pub overrides: Overrides,
}

/// `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// bash, zsh, fish ou powershell.
    #[arg(value_name = "TERMINAL", help_heading = "Arguments", value_enum, hide_possible_values = true)]
    pub shell: clap_complete::Shell,
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
