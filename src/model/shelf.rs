//! The folders of a pack, by who reads them.

/// Who a file of a pack is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// The authority: what is filed, and nothing else.
    Filed,
    /// Others, who adopt or sign it before it is joined or sent: it is not filed as it stands.
    ToSign,
    /// The applicant's own people, and the auditor.
    Internal,
}

impl Shelf {
    /// All, in the order they are listed.
    pub const ALL: [Self; 3] = [Self::Filed, Self::ToSign, Self::Internal];

    /// The name of its folder.
    #[must_use]
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Filed => "depot",
            Self::ToSign => "a-signer",
            Self::Internal => "interne",
        }
    }

    /// Where a file stands, from the pack's folder.
    #[must_use]
    pub fn path(self, name: &str) -> String {
        format!("{}/{name}", self.folder())
    }
}
