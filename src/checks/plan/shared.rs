//! What several checks of this family share.

pub(in crate::checks) const GUIDE: &str =
    "Guide du porteur d’une autorité de gestion voisine, 2023 (statut : à confirmer)";
