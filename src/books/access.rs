//! With which of the merchant's sets of access data a payment begins, and so whose account its money goes to.

use std::cmp::Reverse;

/// For which payments a set of access data is meant. A condition that names nothing holds for every payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The set that the rule belongs to.
    pub set: u64,
    /// The shop's codes of languages.
    pub languages: Vec<String>,
    /// Hosts at which the shop is visited.
    pub domains: Vec<String>,
    /// The shop's numbers of customer groups.
    pub customer_groups: Vec<u64>,
}

/// What a payment's set of access data depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances<'a> {
    /// The language of the order.
    pub language: &'a str,
    /// The host at which the buyer visits the shop.
    pub domain: &'a str,
    /// The buyer's customer group.
    pub customer_group: u64,
}

impl Rule {
    fn holds(&self, at: &Circumstances<'_>) -> bool {
        allows(&self.languages, |language| {
            language.eq_ignore_ascii_case(at.language)
        }) && allows(&self.domains, |domain| {
            plain_host(domain) == plain_host(at.domain)
        }) && allows(&self.customer_groups, |group| *group == at.customer_group)
    }

    fn conditions(&self) -> usize {
        [
            !self.languages.is_empty(),
            !self.domains.is_empty(),
            !self.customer_groups.is_empty(),
        ]
        .into_iter()
        .filter(|names_something| *names_something)
        .count()
    }

    /// Where several rules hold, the one with the lowest rank applies.
    fn rank(&self) -> (Reverse<usize>, u64) {
        (Reverse(self.conditions()), self.set)
    }

    /// Whether this rule holds wherever `other` does.
    fn covers(&self, other: &Self) -> bool {
        covers(&self.languages, &other.languages, |one, two| {
            one.eq_ignore_ascii_case(two)
        }) && covers(&self.domains, &other.domains, |one, two| {
            plain_host(one) == plain_host(two)
        }) && covers(&self.customer_groups, &other.customer_groups, u64::eq)
    }
}

/// The set that applies: of those whose conditions all hold the one with the most conditions, and of several such the one with the
/// lowest number. A set without conditions is for whatever no other one is meant for.
///
/// `None` where no set is meant for the payment. Then it must not begin: no other set is an alternative, since its money would go to
/// another account.
pub fn applying(rules: &[Rule], at: &Circumstances<'_>) -> Option<u64> {
    let holding = rules.iter().filter(|rule| rule.holds(at));
    holding.min_by_key(|rule| rule.rank()).map(|rule| rule.set)
}

/// A set that applies wherever `set` would, so that `set` never does.
pub fn covered_by(rules: &[Rule], set: u64) -> Option<u64> {
    let rule = rules.iter().find(|rule| rule.set == set)?;
    rules
        .iter()
        .find(|other| other.rank() < rule.rank() && other.covers(rule))
        .map(|other| other.set)
}

fn allows<T>(named: &[T], is_it: impl Fn(&T) -> bool) -> bool {
    named.is_empty() || named.iter().any(is_it)
}

fn covers<T>(mine: &[T], theirs: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    let has = |their| mine.iter().any(|my| same(my, their));
    mine.is_empty() || !theirs.is_empty() && theirs.iter().all(has)
}

/// A host as it is compared: a port, a leading "www." and upper case make no other shop.
fn plain_host(host: &str) -> String {
    let host = host.trim().to_ascii_lowercase();
    let host = host.split(':').next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Circumstances<'_> = Circumstances {
        language: "fre",
        domain: "shop.example",
        customer_group: 2,
    };

    fn rule(set: u64, languages: &[&str], domains: &[&str], customer_groups: &[u64]) -> Rule {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Rule {
            set,
            languages: owned(languages),
            domains: owned(domains),
            customer_groups: customer_groups.to_vec(),
        }
    }

    fn applies(rules: &[Rule]) -> Option<u64> {
        applying(rules, &AT)
    }

    #[test]
    fn each_condition_holds_alone() {
        for (single, holds) in [
            (rule(1, &[], &[], &[]), true),
            (rule(1, &["fre"], &[], &[]), true),
            (rule(1, &["ger", "fre"], &[], &[]), true),
            (rule(1, &["FRE"], &[], &[]), true),
            (rule(1, &["ger"], &[], &[]), false),
            (rule(1, &[], &["shop.example"], &[]), true),
            (rule(1, &[], &["WWW.Shop.example"], &[]), true),
            (rule(1, &[], &["shop.example:8443"], &[]), true),
            (rule(1, &[], &["other.example", "shop.example"], &[]), true),
            (rule(1, &[], &["my.shop.example"], &[]), false),
            (rule(1, &[], &["shop.example.ch"], &[]), false),
            (rule(1, &[], &[], &[2]), true),
            (rule(1, &[], &[], &[1, 2]), true),
            (rule(1, &[], &[], &[1]), false),
        ] {
            let expected = if holds { Some(1) } else { None };
            assert_eq!(
                applies(std::slice::from_ref(&single)),
                expected,
                "{single:?}"
            );
        }
    }

    #[test]
    fn all_conditions_of_a_set_have_to_hold() {
        assert_eq!(
            applies(&[rule(1, &["fre"], &["shop.example"], &[2])]),
            Some(1)
        );
        assert_eq!(applies(&[rule(1, &["fre"], &["shop.example"], &[1])]), None);
        assert_eq!(
            applies(&[rule(1, &["fre"], &["other.example"], &[2])]),
            None
        );
        assert_eq!(applies(&[rule(1, &["ger"], &["shop.example"], &[2])]), None);
    }

    #[test]
    fn the_set_without_conditions_is_for_the_rest_wherever_it_stands() {
        let rest = rule(1, &[], &[], &[]);
        let french = rule(2, &["fre"], &[], &[]);
        let german = rule(3, &["ger"], &[], &[]);
        assert_eq!(applies(&[rest.clone(), french.clone()]), Some(2));
        assert_eq!(applies(&[french, rest.clone()]), Some(2));
        assert_eq!(applies(&[german, rest]), Some(1));
    }

    #[test]
    fn a_condition_of_any_kind_comes_before_none() {
        for one in [
            rule(9, &["fre"], &[], &[]),
            rule(9, &[], &["shop.example"], &[]),
            rule(9, &[], &[], &[2]),
        ] {
            assert_eq!(
                applies(&[rule(1, &[], &[], &[]), one.clone()]),
                Some(9),
                "{one:?}"
            );
        }
    }

    #[test]
    fn more_conditions_come_before_fewer_and_the_lower_number_before_the_higher() {
        let french = rule(2, &["fre"], &[], &[]);
        let here = rule(3, &[], &["shop.example"], &[]);
        let french_traders = rule(4, &["fre"], &[], &[2]);
        assert_eq!(applies(&[here.clone(), french.clone()]), Some(2));
        assert_eq!(applies(&[french, here, french_traders]), Some(4));
    }

    #[test]
    fn nothing_applies_where_no_set_is_meant_for_it() {
        assert_eq!(applies(&[]), None);
        assert_eq!(
            applies(&[rule(1, &["ger"], &[], &[]), rule(2, &["ita"], &[], &[])]),
            None
        );
    }

    #[test]
    fn a_set_never_applies_where_another_always_comes_first() {
        let rest = rule(1, &[], &[], &[]);
        let french = rule(2, &["fre", "ita"], &[], &[]);
        let same = rule(3, &["fre"], &[], &[]);
        let wider = rule(4, &["fre", "eng"], &[], &[]);
        let narrower = rule(5, &["fre"], &[], &[2]);
        let second_rest = rule(6, &[], &[], &[]);
        let rules = [rest, french, same, wider, narrower, second_rest];
        for (set, by) in [
            (1, None),
            (2, None),
            (3, Some(2)),
            (4, None),
            (5, None),
            (6, Some(1)),
            (7, None),
        ] {
            assert_eq!(covered_by(&rules, set), by, "{set}");
        }
    }

    #[test]
    fn a_set_is_covered_by_another_of_the_same_domain_only() {
        let first = rule(1, &[], &["shop.example"], &[]);
        for (domain, by) in [("www.shop.example", Some(1)), ("other.example", None)] {
            let rules = [first.clone(), rule(2, &[], &[domain], &[])];
            assert_eq!(covered_by(&rules, 2), by, "{domain}");
        }
    }

    #[test]
    fn what_is_covered_applies_nowhere() {
        let texts: [&[&str]; 4] = [&[], &["fre"], &["ger"], &["ger", "fre"]];
        let groups: [&[u64]; 3] = [&[], &[1], &[1, 2]];
        let mut rules = Vec::new();
        for languages in texts {
            for customer_groups in groups {
                rules.push((languages, customer_groups));
            }
        }
        for (first, second) in rules
            .iter()
            .flat_map(|one| rules.iter().map(move |two| (one, two)))
        {
            let pair = [
                rule(1, first.0, &[], first.1),
                rule(2, second.0, &[], second.1),
            ];
            for set in [1, 2] {
                let applies_somewhere = ["fre", "ger", "eng"].iter().any(|language| {
                    [1, 2, 3].iter().any(|customer_group| {
                        let at = Circumstances {
                            language,
                            domain: "",
                            customer_group: *customer_group,
                        };
                        applying(&pair, &at) == Some(set)
                    })
                });
                assert_eq!(
                    covered_by(&pair, set).is_none(),
                    applies_somewhere,
                    "{pair:?}, {set}"
                );
            }
        }
    }
}
