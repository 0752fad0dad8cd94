//! Several certificates with their keys in one file: the one that is valid now is taken.

use super::*;
use crate::pkcs12_by_hand::{PLAIN_KEY, bag, certificate_bag, data, locked, sequence};

const DAY: i64 = 86_400;

/// In PKCS#12, each key beside its certificate or after all of them.
fn in_pkcs12(pairs: &[&Issued], keys_last: bool) -> Vec<u8> {
    let mut bags: Vec<_> = pairs
        .iter()
        .flat_map(|pair| {
            let key = bag(PLAIN_KEY, &pair.key.private_key_to_pkcs8().unwrap());
            let certificate = certificate_bag(&pair.certificate.to_der().unwrap());
            [(true, key), (false, certificate)]
        })
        .collect();
    if keys_last {
        bags.sort_by_key(|(is_key, _)| *is_key);
    }
    let bags: Vec<u8> = bags.into_iter().flat_map(|(_, bag)| bag).collect();
    locked(&sequence(&[&data(&sequence(&[&bags]))]))
}

fn in_pem(pairs: &[&Issued], keys_last: bool) -> Vec<u8> {
    let certificates = pairs.iter().map(|pair| pair.certificate_pem());
    let keys = pairs.iter().map(|pair| pair.key_pem());
    let text: String = if keys_last {
        certificates.chain(keys).collect()
    } else {
        pairs.iter().map(|pair| pair.pem()).collect()
    };
    text.into_bytes()
}

/// Whether `expected` is taken from any file with these pairs, whatever their order.
fn taken(pairs: &[&Issued], expected: &Issued, what: &str) {
    let mut orders = vec![pairs.to_vec(), pairs.to_vec()];
    orders[1].reverse();
    for order in orders {
        for keys_last in [false, true] {
            for file in [in_pkcs12(&order, keys_last), in_pem(&order, keys_last)] {
                let shown = look(&file, "");
                let (from, to) = (shown.valid_from.unwrap(), shown.valid_to.unwrap());
                let serial = expected.certificate.serial_number().to_bn().unwrap();
                assert_eq!(
                    shown.serial,
                    serial.to_hex_str().unwrap().to_string(),
                    "{what}"
                );
                assert!(
                    shown.problems.contains(&Problem::SeveralCertificates),
                    "{what}"
                );
                let identity = open(&file, "").unwrap();
                let dates = (identity.valid_from(), identity.valid_to());
                assert_eq!(dates, (from, to), "{what}");
            }
        }
    }
}

#[test]
fn the_valid_one_is_taken() {
    let root = twint_authority();
    let expired = merchant_wish().by(&root).expired().issue();
    let valid = merchant_wish().by(&root).issue();
    let to_come = merchant_wish()
        .by(&root)
        .valid(now() + DAY, now() + 900 * DAY)
        .issue();
    let longer = merchant_wish()
        .by(&root)
        .valid(now() - DAY, now() + 800 * DAY)
        .issue();
    taken(&[&expired, &valid], &valid, "expired and valid");
    taken(&[&valid, &to_come], &valid, "valid and to come");
    taken(&[&expired, &valid, &to_come], &valid, "all three");
    taken(
        &[&valid, &longer],
        &longer,
        "of two valid ones the one that lasts",
    );
    taken(&[&expired, &to_come], &to_come, "rather to come than over");
}

#[test]
fn a_renewed_certificate_of_the_same_key_is_taken() {
    let root = twint_authority();
    let key = new_key();
    let old = merchant_wish().by(&root).key(key.clone()).expired().issue();
    let renewed = merchant_wish().by(&root).key(key).issue();
    taken(&[&old, &renewed], &renewed, "two pairs");
    let one_key = renewed.certificate_pem() + &old.certificate_pem() + &old.key_pem();
    assert_eq!(look(one_key, "").problems, [Problem::SeveralCertificates]);
}

#[test]
fn a_weak_one_a_foreign_one_and_an_issuer_are_not_taken() {
    let root = twint_authority();
    let valid = merchant_wish().by(&root).issue();
    let (from, to) = (now() - DAY, now() + 3000 * DAY);
    let weak = merchant_wish()
        .by(&root)
        .key(rsa_key(1024))
        .valid(from, to)
        .issue();
    taken(&[&weak, &valid], &valid, "weak");
    let foreign = Wish::new(name("DE", "Somebody", "server", None))
        .valid(from, to)
        .issue();
    taken(&[&foreign, &valid], &valid, "foreign");
    taken(&[&root, &valid], &valid, "issuer");
}

#[test]
fn the_same_one_twice_is_one() {
    let root = twint_authority();
    let merchant = merchant(&root);
    let twice = merchant.pem() + &merchant.pem() + &root.certificate_pem().repeat(100);
    assert_eq!(look(twice, "").problems, []);
    let file = in_pkcs12(&[&merchant, &merchant], false);
    assert_eq!(look(file, "").problems, []);
}

#[test]
fn each_has_its_own_chain() {
    let root = twint_authority();
    let (one, other) = (intermediate(&root), intermediate(&root));
    let old = merchant_wish().by(&one).expired().issue();
    let new = merchant_wish().by(&other).issue();
    taken(&[&one, &other, &old, &new], &new, "two chains");
}

#[test]
fn a_key_that_stays_closed_does_not_keep_the_other_from_being_used() {
    let root = twint_authority();
    let (one, other) = (merchant(&root), merchant(&root));
    let locked = other
        .key
        .private_key_to_pem_pkcs8_passphrase(Cipher::aes_256_cbc(), b"another");
    let locked = String::from_utf8(locked.unwrap()).unwrap();
    for passphrase in ["", "another ", "wrong"] {
        let file = other.certificate_pem() + &locked + &one.pem();
        assert_eq!(look(file, passphrase).problems, [], "{passphrase:?}");
    }
}

#[test]
fn of_a_remembered_file_the_one_that_is_valid_by_then_is_taken() {
    let root = twint_authority();
    let change = now() + 5;
    let ending = merchant_wish().by(&root).valid(now() - DAY, change).issue();
    let beginning = merchant_wish()
        .by(&root)
        .valid(change + 1, change + DAY)
        .issue();
    let file = in_pem(&[&ending, &beginning], false);
    let cached = || Identity::open_cached(&file, &Passphrase::new("")).unwrap();
    let first = cached();
    assert_eq!(first.valid_to(), change);
    assert!(Arc::ptr_eq(&first, &cached()));
    while now() <= change {
        std::thread::sleep(Duration::from_millis(100));
    }
    let second = cached();
    assert_eq!(second.valid_from(), change + 1);
    assert!(Arc::ptr_eq(&second, &cached()));
}
