//! Who applies: the body, and the persons who speak and sign for it.

use schemars::JsonSchema;
use serde::Serialize;

use super::values::typed_amount;
use crate::model::Project;
use crate::model::french::french_number;
use crate::model::project::Person;

/// Who applies.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ApplicantView {
    /// Legal name.
    pub legal_name: String,
    /// Legal form.
    pub legal_form: Option<String>,
    /// Legal category.
    pub legal_category: Option<String>,
    /// Code of the main activity.
    pub activity_code: Option<String>,
    /// Inhabitants.
    pub population: Option<String>,
    /// The competence that the operation exercises.
    pub competence: Option<String>,
    /// Staff.
    pub staff: Option<String>,
    /// Yearly budget.
    pub yearly_budget: Option<String>,
    /// SIRET.
    pub siret: Option<String>,
    /// Size as an undertaking: « grande entreprise ».
    pub size: Option<String>,
    /// Street.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Town.
    pub town: Option<String>,
    /// NUTS 3 region.
    pub nuts3: Option<String>,
    /// Website.
    pub website: Option<String>,
    /// IBAN.
    pub iban: Option<String>,
    /// BIC.
    pub bic: Option<String>,
    /// Legal representative.
    pub representative: Option<PersonView>,
    /// Contact.
    pub contact: Option<PersonView>,
    /// Signatory.
    pub signatory: Option<PersonView>,
}

/// A person.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonView {
    /// Name.
    pub name: String,
    /// Function or capacity.
    pub function: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub telephone: Option<String>,
    /// Attachment cited.
    pub piece: Option<String>,
}

/// Fill the applicant.
pub(in crate::documents) fn applicant(project: &Project) -> ApplicantView {
    let applicant = &project.applicant;
    let person = |person: &Person| PersonView {
        name: person.name.clone(),
        function: person.function.clone(),
        email: person.email.clone(),
        telephone: person.telephone.clone(),
        piece: None,
    };
    ApplicantView {
        legal_name: applicant.legal_name.clone(),
        legal_form: applicant.legal_form.clone(),
        legal_category: applicant.legal_category.clone(),
        activity_code: applicant.activity_code.clone(),
        population: applicant.population.map(|count| french_number(count.into())),
        competence: applicant.competence.clone(),
        staff: applicant.staff.map(|count| french_number(count.into())),
        yearly_budget: applicant.yearly_budget.as_deref().map(typed_amount),
        size: applicant.size.map(|size| size.french().to_owned()),
        siret: applicant.siret.clone(),
        address: applicant.address.clone(),
        postcode: applicant.postcode.clone(),
        town: applicant.town.clone(),
        nuts3: applicant.nuts3.clone(),
        website: applicant.website.clone(),
        iban: applicant.iban.clone(),
        bic: applicant.bic.clone(),
        representative: applicant.representative.as_ref().map(person),
        contact: applicant.contact.as_ref().map(person),
        signatory: applicant.signatory.as_ref().map(|signatory| PersonView {
            name: signatory.name.clone(),
            function: signatory.capacity.clone(),
            email: None,
            telephone: None,
            piece: signatory.piece.clone(),
        }),
    }
}
