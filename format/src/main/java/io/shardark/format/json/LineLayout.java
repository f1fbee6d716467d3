package io.shardark.format.json;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.PrettyPrinter;

/**
 * Layout that people and line tools can read: a line for each member of the document and for each entry of its lists;
 * what lies deeper stays on its line. So a chunk is one line, and two manifests can be compared with {@code diff}.
 */
final class LineLayout implements PrettyPrinter {
    private static final int DEEPEST_BROKEN_LEVEL = 2;
    private static final String INDENT = "  ";

    private int depth;

    @Override
    public void writeRootValueSeparator(JsonGenerator json) {
        json.writeRaw('\n');
    }

    @Override
    public void writeStartObject(JsonGenerator json) {
        json.writeRaw('{');
        depth++;
    }

    @Override
    public void beforeObjectEntries(JsonGenerator json) {
        breakLine(json);
    }

    @Override
    public void writeObjectNameValueSeparator(JsonGenerator json) {
        json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) {
        separate(json);
    }

    @Override
    public void writeEndObject(JsonGenerator json, int entries) {
        end(json, entries, '}');
    }

    @Override
    public void writeStartArray(JsonGenerator json) {
        json.writeRaw('[');
        depth++;
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) {
        breakLine(json);
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) {
        separate(json);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int entries) {
        end(json, entries, ']');
    }

    private void separate(JsonGenerator json) {
        json.writeRaw(depth > DEEPEST_BROKEN_LEVEL ? ", " : ",");
        breakLine(json);
    }

    private void end(JsonGenerator json, int entries, char bracket) {
        boolean broken = entries > 0 && depth <= DEEPEST_BROKEN_LEVEL;
        depth--;
        if (broken) {
            newLine(json);
        }
        json.writeRaw(bracket);
    }

    private void breakLine(JsonGenerator json) {
        if (depth <= DEEPEST_BROKEN_LEVEL) {
            newLine(json);
        }
    }

    private void newLine(JsonGenerator json) {
        json.writeRaw('\n');
        for (int level = 0; level < depth; level++) {
            json.writeRaw(INDENT);
        }
    }
}
