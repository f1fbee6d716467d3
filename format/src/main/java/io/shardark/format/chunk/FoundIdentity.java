package io.shardark.format.chunk;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads an identity frame that is not the expected one, only to say what it is. Nothing read here is trusted. */
final class FoundIdentity {
    private static final int LONGEST_QUOTE = 200;
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> members;

    private FoundIdentity(Map<String, String> members) {
        this.members = members;
    }

    /** What can be read of the JSON in a frame; nothing if it is not JSON. */
    static FoundIdentity parse(byte[] bytes, int offset, int length) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                readMembers(parser, members);
            }
        } catch (JacksonException notJson) {
            members.clear();
        }
        return new FoundIdentity(members);
    }

    /** Whether it is the identity of a chunk in a version above ours. */
    boolean tooNew() {
        return IdentityText.FORMAT.equals(members.get("format")) && version() > IdentityText.VERSION;
    }

    /** For messages; quotes what was found without letting it act on a terminal. */
    String describe() {
        if (!IdentityText.FORMAT.equals(members.get("format"))) {
            return "an unreadable identity";
        }
        String text = "chunk " + member("chunk") + " of " + member("schema") + "." + member("table") + " of shard "
                + member("shard") + " of backup " + member("backup") + ", version " + member("version");
        String printable = IdentityText.printable(text);
        return printable.length() <= LONGEST_QUOTE ? printable : printable.substring(0, LONGEST_QUOTE) + "...";
    }

    private static void readMembers(JsonParser parser, Map<String, String> members) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken().isScalarValue()) {
                members.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    private int version() {
        try {
            return Integer.parseInt(member("version"));
        } catch (NumberFormatException none) {
            return 0;
        }
    }

    private String member(String name) {
        return members.getOrDefault(name, "?");
    }
}
