//! Walks a request along its grammar and says what was not understood.

use crate::api_version::{ApiVersion, Schema};
use crate::grammar::{Complex, Particle, Type};
use crate::simple_types;
use crate::xml_tree::Element;

/// One thing wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    /// Path of the element, `StartOrderRequestElement/Order`.
    pub at: String,
    /// What was expected and what came.
    pub says: String,
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.at, self.says)
    }
}

/// Checks an element whose own name is already known to be right.
pub(crate) fn check(element: &Element, against: &Complex, version: ApiVersion) -> Vec<Complaint> {
    let mut walk = Walk {
        version,
        complaints: Vec::new(),
    };
    walk.complex(element, against, &element.name);
    walk.complaints
}

struct Walk {
    version: ApiVersion,
    complaints: Vec<Complaint>,
}

impl Walk {
    fn complain(&mut self, at: &str, says: String) {
        self.complaints.push(Complaint {
            at: at.to_owned(),
            says,
        });
    }

    fn complex(&mut self, element: &Element, complex: &Complex, path: &str) {
        self.attributes(element, complex, path);
        if !element.text.trim().is_empty() {
            self.complain(
                path,
                format!("text {:?} between elements", element.text.trim()),
            );
        }
        let namespace = self.version.namespace(complex.children_in);
        let mut rest = &element.children[..];
        for particle in complex.content {
            match self.particle(particle, rest, &namespace, path) {
                Some(left) => rest = left,
                None => return, // one complaint about the order of children is enough
            }
        }
        if let Some(extra) = rest.first() {
            let says = self.unexpected(extra, complex, &namespace);
            self.complain(path, says);
        }
    }

    /// Takes what belongs to the particle; `None` after a complaint.
    fn particle<'e>(
        &mut self,
        particle: &Particle,
        children: &'e [Element],
        namespace: &str,
        path: &str,
    ) -> Option<&'e [Element]> {
        match particle {
            Particle::Element { exists_in, .. } if !exists_in.include(self.version) => {
                Some(children)
            }
            Particle::Element {
                name,
                holds,
                min,
                max,
                ..
            } => {
                let mut rest = children;
                let mut count = 0;
                while let [first, others @ ..] = rest {
                    if count == *max || first.name != *name || first.namespace != namespace {
                        break;
                    }
                    self.holds(first, *holds, &format!("{path}/{name}"));
                    rest = others;
                    count += 1;
                }
                if count < *min {
                    self.missing(name, rest, namespace, path);
                    return None;
                }
                Some(rest)
            }
            Particle::Choice { required, of } => {
                let chosen = children
                    .first()
                    .and_then(|c| of.iter().find(|p| self.begins(p, c, namespace)));
                match chosen {
                    Some(chosen) => self.particle(chosen, children, namespace, path),
                    None if *required => {
                        let names: Vec<_> = of.iter().filter_map(|p| self.first_name(p)).collect();
                        self.missing(&names.join(" or "), children, namespace, path);
                        None
                    }
                    None => Some(children),
                }
            }
            Particle::Group(of) => {
                let mut rest = children;
                for particle in *of {
                    rest = self.particle(particle, rest, namespace, path)?;
                }
                Some(rest)
            }
        }
    }

    fn begins(&self, particle: &Particle, child: &Element, namespace: &str) -> bool {
        self.first_name(particle)
            .is_some_and(|name| child.name == name && child.namespace == namespace)
    }

    fn first_name(&self, particle: &Particle) -> Option<&'static str> {
        match particle {
            Particle::Element { exists_in, .. } if !exists_in.include(self.version) => None,
            Particle::Element { name, .. } => Some(name),
            Particle::Choice { of, .. } | Particle::Group(of) => self.first_name(of.first()?),
        }
    }

    fn missing(&mut self, name: &str, rest: &[Element], namespace: &str, path: &str) {
        let found = match rest.first() {
            None => "nothing more came".to_owned(),
            Some(e) if e.namespace != namespace => {
                format!("found {} in namespace {:?}", e.name, e.namespace)
            }
            Some(e) => format!("found {}", e.name),
        };
        self.complain(
            path,
            format!("expected {name} in namespace {namespace:?}, {found}"),
        );
    }

    fn unexpected(&self, extra: &Element, complex: &Complex, namespace: &str) -> String {
        let name = &extra.name;
        if extra.namespace != namespace {
            return format!(
                "did not expect {name} in namespace {:?}; children here are in {namespace:?}",
                extra.namespace
            );
        }
        match find(complex.content, name, self.version) {
            Known::Nowhere => format!("did not expect {name}"),
            Known::Elsewhere => format!(
                "did not expect {name}: it does not exist in {}",
                self.version.name()
            ),
            Known::Here => format!("did not expect {name} here: it is repeated or out of order"),
        }
    }

    fn holds(&mut self, element: &Element, holds: Type, path: &str) {
        match holds {
            Type::Complex(complex) => self.complex(element, complex, path),
            Type::Simple(simple) => {
                self.no_attributes(element, path);
                if let Some(child) = element.children.first() {
                    self.complain(
                        path,
                        format!("did not expect an element inside, found {}", child.name),
                    );
                } else if let Some(expected) = simple_types::objection(simple, &element.text) {
                    self.complain(
                        path,
                        format!("expected {expected}, found {:?}", shorten(&element.text)),
                    );
                }
            }
        }
    }

    fn attributes(&mut self, element: &Element, complex: &Complex, path: &str) {
        for known in complex.attributes {
            match element.attribute(known.name) {
                None if known.required => {
                    self.complain(path, format!("expected the attribute {}", known.name));
                }
                None => {}
                Some(value) => {
                    if let Some(expected) = simple_types::objection(known.simple, value) {
                        self.complain(
                            &format!("{path}/@{}", known.name),
                            format!("expected {expected}, found {value:?}"),
                        );
                    }
                }
            }
        }
        for (namespace, name, _) in &element.attributes {
            let known = namespace.is_empty() && complex.attributes.iter().any(|a| a.name == name);
            // The header allows SOAP's own attributes, mustUnderstand for one.
            let soap = complex.children_in == Schema::Header && is_soap(namespace);
            if !known && !soap && !is_schema_instance(namespace) {
                self.complain(path, format!("did not expect the attribute {name}"));
            }
        }
    }

    fn no_attributes(&mut self, element: &Element, path: &str) {
        for (namespace, name, _) in &element.attributes {
            if !is_schema_instance(namespace) {
                self.complain(path, format!("did not expect the attribute {name}"));
            }
        }
    }
}

/// `xsi:type` and its kin are allowed on any element.
fn is_schema_instance(namespace: &str) -> bool {
    namespace == "http://www.w3.org/2001/XMLSchema-instance"
}

fn is_soap(namespace: &str) -> bool {
    namespace == crate::envelope::SOAP || namespace == "http://www.w3.org/2003/05/soap-envelope"
}

/// In which versions the grammar knows a name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Nowhere,
    Elsewhere,
    Here,
}

fn find(content: &[Particle], wanted: &str, version: ApiVersion) -> Known {
    let known = content.iter().map(|particle| match particle {
        Particle::Element { name, .. } if *name != wanted => Known::Nowhere,
        Particle::Element { exists_in, .. } if exists_in.include(version) => Known::Here,
        Particle::Element { .. } => Known::Elsewhere,
        Particle::Choice { of, .. } | Particle::Group(of) => find(of, wanted, version),
    });
    known.max().unwrap_or(Known::Nowhere)
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= 80 {
        return text.to_owned();
    }
    text.chars().take(77).chain("…".chars()).collect()
}
