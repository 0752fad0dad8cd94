//! Where two shapes differ, in words; the first is TWINT's, the second the simulator's.

use super::{Element, Shape};

/// Every difference, in the order of the answer; none if there is none.
pub fn differences(twint: &Shape, simulator: &Shape) -> Vec<String> {
    let mut found = Vec::new();
    if twint.status != simulator.status {
        found.push(format!(
            "HTTP status {} instead of {}",
            twint.status, simulator.status
        ));
    }
    if twint.content_type != simulator.content_type {
        let text = |kind: &Option<String>| kind.clone().unwrap_or_else(|| "none".to_owned());
        found.push(format!(
            "Content-Type {} instead of {}",
            text(&twint.content_type),
            text(&simulator.content_type)
        ));
    }
    if twint.header_names != simulator.header_names {
        found.push(format!(
            "header fields {} instead of {}",
            twint.header_names.join(", "),
            simulator.header_names.join(", ")
        ));
    }
    match (&twint.root, &simulator.root) {
        (Some(twint), Some(simulator)) => element(&mut found, "", twint, simulator),
        (None, Some(_)) => found.push("the body is no XML".to_owned()),
        (Some(_), None) => found.push("the body is XML".to_owned()),
        (None, None) => {}
    }
    found
}

fn element(found: &mut Vec<String>, path: &str, twint: &Element, simulator: &Element) {
    let path = format!("{path}/{}", twint.name);
    if twint.name != simulator.name {
        found.push(format!("{path} instead of {}", simulator.name));
        return;
    }
    if twint.attributes != simulator.attributes {
        found.push(format!(
            "{path} has the attributes [{}] instead of [{}]",
            twint.attributes.join(", "),
            simulator.attributes.join(", ")
        ));
    }
    if twint.text_length != simulator.text_length {
        found.push(format!(
            "{path} has {} characters instead of {}",
            twint.text_length, simulator.text_length
        ));
    }
    // The same order looks the same in every answer that has it: its place begins below the answer's own element.
    let is_wrapping = matches!(twint.name.as_str(), "soap:Envelope" | "soap:Body")
        || twint.name.ends_with("ResponseElement");
    let below = if is_wrapping { "" } else { &path };
    children(found, below, &twint.children, &simulator.children);
}

/// Elements of one name that follow each other are one list, whose length is no shape but a value.
fn children(found: &mut Vec<String>, path: &str, twint: &[Element], simulator: &[Element]) {
    let (twint, simulator) = (lists(twint), lists(simulator));
    let names = |lists: &[&[Element]]| -> Vec<String> {
        lists.iter().map(|list| list[0].name.clone()).collect()
    };
    let (ours, theirs) = (names(&twint), names(&simulator));
    for name in ours.iter().filter(|name| !theirs.contains(name)) {
        found.push(format!("{path}/{name} is more"));
    }
    for name in theirs.iter().filter(|name| !ours.contains(name)) {
        found.push(format!("{path}/{name} is missing"));
    }
    let common = |of: &[String], in_: &[String]| -> Vec<String> {
        of.iter()
            .filter(|name| in_.contains(name))
            .cloned()
            .collect()
    };
    let (ours, theirs) = (common(&ours, &theirs), common(&theirs, &ours));
    if ours != theirs {
        found.push(format!(
            "{path} has the order {} instead of {}",
            ours.join(", "),
            theirs.join(", ")
        ));
    }
    for list in twint {
        let like = simulator.iter().find(|other| other[0].name == list[0].name);
        if let Some(like) = like {
            in_list(found, path, list, like);
        }
    }
}

/// Each element of TWINT's list must look like one of the simulator's.
fn in_list(found: &mut Vec<String>, path: &str, twint: &[Element], simulator: &[Element]) {
    for one in twint {
        let fewest = simulator
            .iter()
            .map(|other| {
                let mut here = Vec::new();
                element(&mut here, path, one, other);
                here
            })
            .min_by_key(Vec::len)
            .unwrap_or_default();
        for difference in fewest {
            if !found.contains(&difference) {
                found.push(difference);
            }
        }
    }
}

fn lists(elements: &[Element]) -> Vec<&[Element]> {
    elements
        .chunk_by(|one, next| one.name == next.name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(body: &str) -> Shape {
        let headers = ["date", "server", "content-type"].map(str::to_owned);
        Shape::read(200, Some("text/xml;charset=UTF-8"), &headers, body)
    }

    #[test]
    fn values_are_no_difference_and_their_lengths_are() {
        let one = shape("<a x='1'><b>123</b><c/></a>");
        assert_eq!(
            differences(&one, &shape("<a x='2'><b>456</b><c></c></a>")),
            Vec::<String>::new()
        );
        assert_eq!(
            differences(&one, &shape("<a x='1'><b>12</b><c/></a>")),
            ["/a/b has 3 characters instead of 2"]
        );
    }

    #[test]
    fn elements_attributes_and_their_order_are_told() {
        for (twint, simulator, response) in [
            ("<a><b/><c/></a>", "<a><b/></a>", "/a/c is more"),
            ("<a><b/></a>", "<a><b/><c/></a>", "/a/c is missing"),
            (
                "<a><b/><c/></a>",
                "<a><c/><b/></a>",
                "/a has the order b, c instead of c, b",
            ),
            (
                "<a x='1'/>",
                "<a y='1'/>",
                "/a has the attributes [x] instead of [y]",
            ),
            ("<a/>", "<b/>", "/a instead of b"),
            ("no", "<b/>", "the body is no XML"),
        ] {
            assert_eq!(differences(&shape(twint), &shape(simulator)), [response]);
        }
    }

    #[test]
    fn what_wraps_an_order_is_not_part_of_its_place() {
        let wrapped = |operation: &str, order: &str| {
            shape(&format!(
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><{operation}ResponseElement>{order}\
                 </{operation}ResponseElement></s:Body></s:Envelope>"
            ))
        };
        for operation in ["GetOrder", "MonitorOrder"] {
            let with_fee = wrapped(operation, "<Order><Fee/></Order>");
            let without = wrapped(operation, "<Order/>");
            assert_eq!(differences(&with_fee, &without), ["/Order/Fee is more"]);
        }
    }

    #[test]
    fn a_list_is_compared_by_what_is_in_it_and_not_by_its_length() {
        let list = shape("<l><o><x/></o><o><y/></o></l>");
        assert_eq!(
            differences(&shape("<l><o><y/></o></l>"), &list),
            Vec::<String>::new()
        );
        assert_eq!(
            differences(&shape("<l><o><z/></o></l>"), &shape("<l><o/><o/></l>")),
            ["/l/o/z is more"]
        );
    }

    #[test]
    fn the_head_is_compared_in_its_order() {
        let mut other = shape("<a/>");
        other.status = 500;
        other.content_type = None;
        other.header_names.swap(0, 1);
        assert_eq!(
            differences(&other, &shape("<a/>")),
            [
                "HTTP status 500 instead of 200",
                "Content-Type none instead of text/xml;charset=UTF-8",
                "header fields server, date, content-type instead of date, server, content-type",
            ]
        );
    }

    #[test]
    fn a_namespace_is_part_of_the_name_and_its_prefix_and_version_are_not() {
        let named = |prefix: &str, version: &str| {
            shape(&format!(
                "<{prefix}:a xmlns:{prefix}='http://service.twint.ch/merchant/types/{version}'/>"
            ))
        };
        assert_eq!(
            differences(&named("ns2", "v8_6"), &named("m", "v10")),
            Vec::<String>::new()
        );
        assert_eq!(
            differences(&named("m", "v10"), &shape("<a/>")),
            ["/merchant:a instead of a"]
        );
    }
}
