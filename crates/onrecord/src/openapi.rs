//! How spans and texts are described in `OpenAPI`; the other types of the contract derive it.

use std::borrow::Cow;

use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::{Span, Text};

impl PartialSchema for Span {
    fn schema() -> RefOr<Schema> {
        let offset = ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0));
        let pair = ArrayBuilder::new().items(offset).min_items(Some(2)).max_items(Some(2));
        pair.description(Some("`[start, end)` in code points of the article's text")).into()
    }
}

impl ToSchema for Span {
    fn name() -> Cow<'static, str> {
        "Span".into()
    }
}

impl PartialSchema for Text {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new().schema_type(Type::String).into()
    }
}

impl ToSchema for Text {
    fn name() -> Cow<'static, str> {
        "Text".into()
    }
}
