//! `onrecord-lab links`: what the weights of links between statements are fitted on.

use anyhow::Result;
use onrecord::reconcile;

use crate::corpus::{Page, Part, Selection};
use crate::{corpus, predict};

/// Prints a JSON object for each gold page: its name, the numbers of its statements, which of them belong together, and the measures of
/// each pair that is compared.
///
/// # Errors
/// Where the folder or a page cannot be read.
pub fn run(selection: &Selection) -> Result<()> {
    for path in &selection.pages {
        print_pairs(&corpus::gold(path, &selection.corpora)?, selection.part)?;
    }
    Ok(())
}

fn print_pairs(pages: &[Page], part: Option<Part>) -> Result<()> {
    let groups = crate::score::groups(pages);
    for page in pages.iter().filter(|page| part.is_none_or(|part| page.part == part)) {
        let record = predict::given(page, page.published.clone(), None)?;
        let matter = |at: usize| groups.get(&(page.name.clone(), page.statements[at].id));
        let pair = |(a, b, measured): (usize, usize, [f32; reconcile::MEASURES.len()])| {
            let same = matter(a).is_some() && matter(a) == matter(b);
            serde_json::json!([a, b, same, measured])
        };
        let pairs: Vec<_> = reconcile::measures(&record).into_iter().map(pair).collect();
        println!("{}", serde_json::json!({ "page": page.name, "statements": page.statements.len(), "pairs": pairs }));
    }
    Ok(())
}
