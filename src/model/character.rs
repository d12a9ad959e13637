//! What is special about some characters on a printed page. The page layout and the checks share these answers.

/// Draws nothing and is left out of pages: it would only confuse what is read from them.
#[must_use]
pub fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}')
        || (c.is_control() && !is_blank(c))
}

/// Printed as a space: among the control characters, those that end a line or set words apart.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{B}' | '\u{85}' | '\u{2029}')
}

/// A text without what pages leave out: for titles and metadata, which are not laid out.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().filter(|c| !is_left_out(*c)).map(|c| if is_blank(c) { ' ' } else { c }).collect()
}

/// Asks for a hyphen or for a variant of the sign before it: the text reads the same without it.
#[must_use]
pub fn is_harmless_when_left_out(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{FE00}'..='\u{FE0F}')
}

/// Has no meaning of its own: what it looks like depends on the font, and PDF/A forbids it without its text
/// (ISO 19005-3, 6.2.11.7.3).
#[must_use]
pub fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// A code that Unicode keeps for programs' own use: never a character.
#[must_use]
pub fn is_no_character(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

/// Written from right to left: pages set their text from left to right only, whatever the font draws.
#[must_use]
pub fn is_right_to_left(c: char) -> bool {
    matches!(c,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// The hollow square: pages draw it where a sign is missing.
pub const MISSING: char = '\u{25A1}';

/// What a character is, in French, for those that a reader could not see or read on the page.
#[must_use]
pub fn describe(c: char) -> &'static str {
    match c {
        '\u{9}' => "tabulation",
        '\u{B}' => "saut de ligne vertical",
        '\u{7F}'..='\u{9F}' | '\0'..='\u{1F}' => "caractère de commande",
        '\u{200B}' => "espace de largeur nulle",
        '\u{200C}' => "antiliant sans chasse",
        '\u{200D}' => "liant sans chasse",
        '\u{200E}' => "marque de gauche à droite",
        '\u{200F}' | '\u{61C}' => "marque de droite à gauche",
        '\u{202A}' => "enchâssement de gauche à droite",
        '\u{202B}' => "enchâssement de droite à gauche",
        '\u{202C}' => "fin d’enchâssement ou de forçage",
        '\u{202D}' => "forçage de gauche à droite",
        '\u{202E}' => "forçage de droite à gauche",
        '\u{2066}' => "isolat de gauche à droite",
        '\u{2067}' => "isolat de droite à gauche",
        '\u{2068}' => "isolat de sens automatique",
        '\u{2069}' => "fin d’isolat",
        '\u{2060}' => "gluon de mots",
        '\u{FEFF}' => "espace insécable de largeur nulle, ou marque d’ordre des octets",
        '\u{FFFD}' => "caractère de remplacement",
        MISSING => "carré vide",
        c if is_no_character(c) => "code sans caractère",
        c if is_private(c) => "zone à usage privé",
        c if is_left_out(c) => "signe de mise en forme invisible",
        '\u{300}'..='\u{36F}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' => "signe diacritique",
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => "grec",
        '\u{400}'..='\u{52F}' | '\u{2DE0}'..='\u{2DFF}' | '\u{A640}'..='\u{A69F}' => "cyrillique",
        '\u{530}'..='\u{58F}' | '\u{FB13}'..='\u{FB17}' => "arménien",
        '\u{590}'..='\u{5FF}' | '\u{FB1D}'..='\u{FB4F}' => "hébreu",
        '\u{600}'..='\u{6FF}'
        | '\u{750}'..='\u{77F}'
        | '\u{8A0}'..='\u{8FF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFE}' => "arabe",
        '\u{900}'..='\u{DFF}' => "écriture de l’Inde",
        '\u{E00}'..='\u{E7F}' => "thaï",
        '\u{10A0}'..='\u{10FF}' | '\u{1C90}'..='\u{1CBF}' | '\u{2D00}'..='\u{2D2F}' => "géorgien",
        '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}' | '\u{AC00}'..='\u{D7FF}' => "coréen",
        '\u{3040}'..='\u{30FF}' => "japonais",
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3000}'..='\u{303F}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}' => "chinois, japonais ou coréen",
        '\u{2190}'..='\u{21FF}' => "flèche",
        '\u{2200}'..='\u{22FF}' | '\u{2A00}'..='\u{2AFF}' | '\u{1D400}'..='\u{1D7FF}' => "signe mathématique",
        '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}' => "pictogramme",
        _ => "autre écriture ou symbole",
    }
}

/// `U+202E`.
#[must_use]
pub fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_never_a_blank_nor_a_letter() {
        for c in ('\0'..=char::MAX).filter(|c| is_left_out(*c)) {
            assert!(!is_blank(c) && !c.is_alphanumeric(), "{}", code_point(c));
        }
        for c in ['\u{202E}', '\u{2067}', '\u{200B}', '\u{FEFF}', '\u{1B}', '\u{AD}', '\u{E0041}'] {
            assert!(is_left_out(c), "{}", code_point(c));
        }
    }

    #[test]
    fn a_person_learns_what_the_sign_is() {
        for (c, what) in
            [('م', "arabe"), ('ש', "hébreu"), ('漢', "chinois, japonais ou coréen"), ('😀', "pictogramme")]
        {
            assert_eq!(describe(c), what);
        }
        assert_eq!(code_point('\u{7}'), "U+0007");
    }
}
