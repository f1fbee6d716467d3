package io.shardark.cli.yaml;

import io.shardark.cli.yaml.YamlScalar.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Turns the events of the YAML parser into a tree; the files it is given may be hostile. */
public final class YamlParser {
    /** The longest file in characters; ten thousand shards fit. */
    public static final int LONGEST_FILE = 1 << 20;

    private static final int DEEPEST_NESTING = 20;

    private final Iterator<Event> events;
    private final Map<Anchor, YamlNode> anchors = new HashMap<>();

    private YamlParser(Iterator<Event> events) {
        this.events = events;
    }

    /**
     * Parses a file that holds one document.
     *
     * @throws YamlSyntaxException with the place of the first error
     */
    public static YamlNode parse(String text) throws YamlSyntaxException {
        if (text.length() > LONGEST_FILE) {
            throw new YamlSyntaxException(Position.START, "longer than 1 MiB");
        }
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setParseComments(false)
                .setCodePointLimit(LONGEST_FILE)
                .build();
        try {
            return new YamlParser(new Parse(settings).parseString(text).iterator()).document();
        } catch (MarkedYamlEngineException e) {
            throw new YamlSyntaxException(position(e.getProblemMark()), e.getProblem());
        } catch (YamlEngineException e) {
            throw new YamlSyntaxException(Position.START, "not YAML that can be read");
        }
    }

    private YamlNode document() throws YamlSyntaxException {
        events.next(); // the stream begins
        if (events.next() instanceof StreamEndEvent) {
            return new YamlScalar(Position.START, "", Style.PLAIN);
        }
        YamlNode root = node(events.next(), 0);
        events.next(); // the document ends
        Event after = events.next();
        if (!(after instanceof StreamEndEvent)) {
            throw new YamlSyntaxException(
                    position(after.getStartMark()), "a second document begins, expected only one");
        }
        return root;
    }

    private YamlNode node(Event event, int depth) throws YamlSyntaxException {
        Position position = position(event.getStartMark());
        if (depth > DEEPEST_NESTING) {
            throw new YamlSyntaxException(position, "nested more than " + DEEPEST_NESTING + " levels deep");
        }
        if (event instanceof AliasEvent alias) {
            return anchored(alias, position);
        }
        YamlNode node = content(event, position, depth);
        if (event instanceof NodeEvent named) {
            named.getAnchor().ifPresent(anchor -> anchors.put(anchor, node));
        }
        return node;
    }

    /** An anchor is known only when its node is whole, so nothing can contain itself. */
    private YamlNode anchored(AliasEvent alias, Position position) throws YamlSyntaxException {
        YamlNode node = anchors.get(alias.getAlias());
        if (node == null) {
            throw new YamlSyntaxException(position, "an alias whose anchor does not come before it");
        }
        return node;
    }

    private YamlNode content(Event event, Position position, int depth) throws YamlSyntaxException {
        refuseTag(event, position);
        if (event instanceof ScalarEvent scalar) {
            return new YamlScalar(position, scalar.getValue(), scalar.isPlain() ? Style.PLAIN : Style.QUOTED);
        }
        if (event instanceof SequenceStartEvent) {
            return sequence(position, depth);
        }
        if (event instanceof MappingStartEvent) {
            return mapping(position, depth);
        }
        throw new YamlSyntaxException(position, "found " + event.getEventId() + ", expected a value");
    }

    private static void refuseTag(Event event, Position position) throws YamlSyntaxException {
        Optional<String> tag = Optional.empty();
        if (event instanceof ScalarEvent scalar) {
            tag = scalar.getTag();
        } else if (event instanceof CollectionStartEvent collection) {
            tag = collection.getTag();
        }
        if (tag.isPresent()) {
            throw new YamlSyntaxException(
                    position, "tags (words that begin with \"!\") are not supported; quote the text");
        }
    }

    private YamlSequence sequence(Position position, int depth) throws YamlSyntaxException {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlSequence(position, items);
    }

    private YamlMapping mapping(Position position, int depth) throws YamlSyntaxException {
        List<YamlMapping.Entry> entries = new ArrayList<>();
        for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
            Position keyPosition = position(event.getStartMark());
            if (!(node(event, depth + 1) instanceof YamlScalar key)) {
                throw new YamlSyntaxException(keyPosition, "a key is not text");
            }
            entries.add(new YamlMapping.Entry(key, node(events.next(), depth + 1)));
        }
        return new YamlMapping(position, entries);
    }

    private static Position position(Optional<Mark> mark) {
        return mark.map(m -> new Position(m.getLine() + 1, m.getColumn() + 1)).orElse(Position.START);
    }
}
