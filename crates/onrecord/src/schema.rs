//! The contract as JSON Schema, generated from the types that hold it.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Value, json};

use crate::model::{Record, SCHEMA};
use crate::span::{Span, Text};

/// The JSON Schema (draft 2020-12) of a record: of each line of `onrecord read --format jsonl`.
pub fn json_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(LeftOut);
    let mut schema = settings.for_serialize().into_generator().into_root_schema_for::<Record>();
    schema.insert("$id".to_owned(), json!(format!("urn:{}", SCHEMA.replace('/', ":"))));
    schema.insert("title".to_owned(), json!(SCHEMA));
    let mut schema = schema.to_value();
    schema["properties"]["schema"]["const"] = json!(SCHEMA);
    schema
}

/// What is not known is left out and never null: no schema allows null.
#[derive(Debug, Clone)]
struct LeftOut;

impl Transform for LeftOut {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let null = json!("null");
        if let Some(Value::Array(types)) = schema.get_mut("type") {
            types.retain(|name| *name != null);
            if let [only] = types.as_slice() {
                let only = only.clone();
                schema.insert("type".to_owned(), only);
            }
        }
        if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
            choices.retain(|choice| choice.get("type") != Some(&null));
        }
    }
}

impl JsonSchema for Span {
    fn schema_name() -> Cow<'static, str> {
        "Span".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "`[start, end)` in code points of the article's text",
            "type": "array",
            "items": { "type": "integer", "minimum": 0, "maximum": u32::MAX },
            "minItems": 2,
            "maxItems": 2,
        })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}
