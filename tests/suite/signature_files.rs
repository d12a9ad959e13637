//! The files of minisign: signatures and keys that it made hold, what was altered in them is told apart.

use std::fs;
use std::path::Path;

use dossier::signature::{PublicKey, SignatureError, verify};
use dossier::workbench::pack::signature::{Cost, LockedKey, SecretKey, sign};

/// Made by minisign itself: `LISEZMOI.md` there says how.
pub const FIXTURES: &str = "tests/fixtures/signatures";

/// What a password costs in the tests.
const CHEAP: Cost = Cost { operations: 1 << 15, memory: 1 << 20 };

pub fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(FIXTURES).join(name)).unwrap()
}

#[test]
fn signatures_of_minisign_hold_and_what_was_altered_is_told_apart() {
    let (sums, signature, key) =
        (fixture("SHA256SUMS"), fixture("SHA256SUMS.minisig"), fixture("ouverte.pub"));
    let signed = verify(&sums, &signature, &key).unwrap();
    assert_eq!(signed.comment, "signé par minisign 0.11, le jour où les empreintes ont été écrites");
    assert!(verify(&sums, &fixture("SHA256SUMS.ancien.minisig"), &key).is_ok());
    let line = String::from_utf8(key.clone()).unwrap().lines().nth(1).unwrap().to_owned();
    assert_eq!(verify(&sums, &signature, line.as_bytes()).unwrap(), signed);
    assert_eq!(PublicKey::given(&line).unwrap(), line.as_bytes());
    assert_eq!(PublicKey::read(&key).unwrap().file().into_bytes(), key);
    let windows =
        |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().replace('\n', "\r\n").into_bytes();
    assert!(verify(&sums, &windows(&signature), &windows(&key)).is_ok());
    // Altered sums, comments, signatures; another key.
    let mut other_sums = sums.clone();
    other_sums.push(b'\n');
    let text = String::from_utf8(signature.clone()).unwrap();
    let refused = |sums: &[u8], signature: &[u8], key: &[u8]| verify(sums, signature, key).unwrap_err();
    assert!(matches!(refused(&other_sums, &signature, &key), SignatureError::OtherSums { .. }));
    let comment = text.replace("le jour", "la nuit");
    assert!(matches!(refused(&sums, comment.as_bytes(), &key), SignatureError::AlteredComment { .. }));
    assert!(matches!(refused(&sums, &signature, &fixture("fermee.pub")), SignatureError::OtherKey { .. }));
    // The untrusted comment may say anything.
    assert!(verify(&sums, text.replace("minisign secret key", "x").as_bytes(), &key).is_ok());
}

/// No change of one letter of the lines that are covered passes, nor any cut.
#[test]
fn no_letter_of_a_signature_or_a_key_may_change_and_none_may_lack() {
    let (sums, signature, key) =
        (fixture("SHA256SUMS"), fixture("SHA256SUMS.minisig"), fixture("ouverte.pub"));
    let after_first_line = |bytes: &[u8]| bytes.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for (bytes, is_key) in [(&signature, false), (&key, true)] {
        let try_with = |changed: &[u8]| {
            if is_key { verify(&sums, &signature, changed) } else { verify(&sums, changed, &key) }
        };
        for place in (after_first_line(bytes)..bytes.len() - 1).step_by(3) {
            let mut changed = bytes.clone();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let refused = try_with(&changed).unwrap_err().to_string();
            assert!(refused.contains(" ; "), "no way to mend in {refused}");
        }
        for length in 0..bytes.len() - 2 {
            assert!(try_with(&bytes[..length]).is_err(), "{length}");
        }
    }
}

#[test]
fn what_is_given_for_another_file_is_told() {
    let (sums, signature, key) =
        (fixture("SHA256SUMS"), fixture("SHA256SUMS.minisig"), fixture("ouverte.pub"));
    let secret = fixture("ouverte.key");
    let said = |signature: &[u8], key: &[u8]| verify(&sums, signature, key).unwrap_err().to_string();
    assert!(said(&signature, &secret).starts_with("ce n’est pas une clé publique : trouvé, une clé secrète"));
    assert!(said(&signature, &signature).contains("trouvé, une signature"));
    assert!(said(&key, &key).starts_with("ce n’est pas une signature : trouvé, une clé publique"));
    assert!(said(&secret, &key).contains("trouvé, une clé secrète"));
    let locked = |bytes: &[u8]| LockedKey::read(bytes).unwrap_err().to_string();
    assert!(locked(&key).starts_with("ce n’est pas une clé secrète : trouvé, une clé publique"));
    assert!(locked(&signature).contains("trouvé, une signature"));
    assert!(locked(b"").contains("un fichier vide") && locked(&[0xff, 0xfe]).contains("n’est pas du texte"));
    assert!(locked(&secret[..120]).contains("base64"));
}

#[test]
fn a_password_opens_its_key_and_no_other_does() {
    let key = SecretKey::draw().unwrap();
    for hiding in [None, Some(("café", CHEAP))] {
        let text = key.file(hiding).unwrap();
        let locked = LockedKey::read(text.as_bytes()).unwrap();
        assert_eq!(locked.is_hidden(), hiding.is_some());
        let opened = locked.open(hiding.map(|(password, _)| password)).unwrap();
        let signature = sign(b"x", &opened, Some(" À déposer ")).unwrap();
        let signed = verify(b"x", signature.as_bytes(), key.public().line().as_bytes()).unwrap();
        assert_eq!(signed.comment, "À déposer");
        assert!(!format!("{opened:?}{locked:?}").contains(&text[60..70]));
    }
    let locked = LockedKey::read(key.file(Some(("café", CHEAP))).unwrap().as_bytes()).unwrap();
    assert!(matches!(locked.open(Some("Café")), Err(SignatureError::WrongPassword)));
    assert!(matches!(locked.open(None), Err(SignatureError::PasswordNeeded)));
    for password in [String::new(), "x".repeat(1025)] {
        assert!(matches!(key.file(Some((&password, CHEAP))), Err(SignatureError::BadPassword { .. })));
    }
    // The seed of one key with the point of another.
    let open = |key: &SecretKey| key.file(None).unwrap();
    let (one, other) = (open(&key), open(&SecretKey::draw().unwrap()));
    let mixed = format!("{}{}", &one[..one.len() - 60], &other[other.len() - 60..]);
    assert!(matches!(LockedKey::read(mixed.as_bytes()).unwrap().open(None), Err(SignatureError::DamagedKey)));
}
