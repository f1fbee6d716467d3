package io.shardark.engine.load;

import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlToken.Kind;
import io.shardark.engine.mysql.SqlTokens;
import io.shardark.format.catalog.ObjectKind;
import io.shardark.format.catalog.SchemaObject;
import io.shardark.format.error.DamagedException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The definition of a schema object, proved to be one CREATE statement of its kind and name. */
final class ObjectDefinition {
    private final SchemaObject object;
    private final List<SqlToken> tokens;
    private final int kindIndex;

    private ObjectDefinition(SchemaObject object, List<SqlToken> tokens, int kindIndex) {
        this.object = object;
        this.tokens = tokens;
        this.kindIndex = kindIndex;
    }

    /**
     * Checks a definition.
     *
     * @throws DamagedException when it would do anything but create this object
     */
    static ObjectDefinition of(SchemaObject object) {
        List<SqlToken> tokens = SqlTokens.of(object.definition(), object.sqlMode());
        if (movesSequence(object, tokens)) {
            return new ObjectDefinition(object, tokens, 1);
        }
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.isWord(object.kind().name())) {
                ObjectDefinition definition = new ObjectDefinition(object, tokens, i);
                definition.checkName();
                return definition;
            }
            if (!mayComeBeforeKind(tokens, i)) {
                break;
            }
        }
        throw new DamagedException("The definition of " + describe(object) + " in the catalog is not a CREATE "
                + object.kind() + " statement");
    }

    /** The one statement that is no CREATE: how far a sequence has come. */
    private static boolean movesSequence(SchemaObject object, List<SqlToken> tokens) {
        int last = tokens.size() - 1;
        return object.kind() == ObjectKind.SEQUENCE
                && (last == 5 || (last == 6 && tokens.get(5).isSymbol('-')))
                && tokens.get(0).isWord("ALTER")
                && tokens.get(1).isWord("SEQUENCE")
                && tokens.get(2).isIdentifier()
                && tokens.get(2).identifier().equals(object.name())
                && tokens.get(3).isWord("RESTART")
                && tokens.get(4).isWord("WITH")
                && tokens.get(last).text().chars().allMatch(Character::isDigit);
    }

    /** Whether it makes the object, rather than changing one that an earlier definition made. */
    boolean creates() {
        return tokens.get(0).isWord("CREATE");
    }

    /** The clauses between CREATE and the kind: OR REPLACE, ALGORITHM, DEFINER, SQL SECURITY, AGGREGATE. */
    private static boolean mayComeBeforeKind(List<SqlToken> tokens, int index) {
        SqlToken token = tokens.get(index);
        if (index == 0) {
            return token.isWord("CREATE");
        }
        return token.kind() == Kind.NAME
                || token.kind() == Kind.STRING
                || token.isSymbol('=')
                || token.isSymbol('@')
                || tokens.get(index - 1).isSymbol('=')
                || tokens.get(index - 1).isSymbol('@')
                || List.of("ALGORITHM", "DEFINER", "SQL", "SECURITY", "INVOKER", "AGGREGATE").stream()
                        .anyMatch(token::isWord);
    }

    /** The name may have the source's schema before it. */
    private void checkName() {
        int index = kindIndex + 1;
        if (index + 2 < tokens.size() && tokens.get(index + 1).isSymbol('.')) {
            index += 2;
        }
        if (index >= tokens.size()
                || !tokens.get(index).isIdentifier()
                || !tokens.get(index).identifier().equals(object.name())) {
            throw new DamagedException(
                    "The definition of " + describe(object) + " in the catalog creates something else");
        }
    }

    /** The object. */
    SchemaObject object() {
        return object;
    }

    /**
     * The statement for the target's schema. In a view every name of the schema is replaced, since servers write it
     * into every view. In the others only the head is: what stands in a body was written by a person and is left alone.
     */
    String statement(SchemaNames names) {
        List<SqlToken> replaceable = object.kind() == ObjectKind.VIEW || object.kind() == ObjectKind.SEQUENCE
                ? tokens
                : tokens.subList(0, headEnd());
        return withoutCompletion(names.replaceIn(object.definition(), replaceable));
    }

    /**
     * With HIGH_NOT_PRECEDENCE servers do not understand the {@code NOT PRESERVE} that they show of every event. It is
     * the default, so it can go.
     */
    private String withoutCompletion(String statement) {
        if (object.kind() != ObjectKind.EVENT || !object.sqlMode().contains("HIGH_NOT_PRECEDENCE")) {
            return statement;
        }
        List<SqlToken> words = SqlTokens.of(statement, object.sqlMode());
        for (int i = 0; i + 3 < words.size() && !words.get(i).isWord("DO"); i++) {
            if (words.get(i).isWord("ON")
                    && words.get(i + 1).isWord("COMPLETION")
                    && words.get(i + 2).isWord("NOT")
                    && words.get(i + 3).isWord("PRESERVE")) {
                return statement.substring(0, words.get(i).start())
                        + statement.substring(words.get(i + 3).end());
            }
        }
        return statement;
    }

    /** A sentence about a body that names the source's schema although the target has another. */
    Optional<String> note(SchemaNames names) {
        if (names.same() || object.kind() == ObjectKind.VIEW) {
            return Optional.empty();
        }
        return names.mentionedIn(tokens.subList(headEnd(), tokens.size()))
                ? Optional.of("The body of " + describe(object) + " names schema " + names.source()
                        + "; it was restored unchanged into " + names.target())
                : Optional.empty();
    }

    /** The account that the object belongs to, as user@host; empty when the definition names none. */
    Optional<String> definer() {
        for (int i = 1; i + 2 < kindIndex; i++) {
            if (tokens.get(i).isWord("DEFINER") && tokens.get(i + 1).isSymbol('=')) {
                String user = unquoted(tokens.get(i + 2));
                boolean role = !tokens.get(i + 3).isSymbol('@');
                return Optional.of(role ? user : user + "@" + unquoted(tokens.get(i + 4)));
            }
        }
        return Optional.empty();
    }

    private static String unquoted(SqlToken token) {
        return token.kind() == Kind.STRING
                ? token.text().substring(1, token.text().length() - 1)
                : token.identifier();
    }

    /** Behind the name of the object, and behind the name of its table for a trigger. */
    private int headEnd() {
        int end = kindIndex + 1;
        while (end < tokens.size() && !endsHead(tokens.get(end))) {
            end++;
        }
        return end;
    }

    private boolean endsHead(SqlToken token) {
        return object.kind() == ObjectKind.TRIGGER ? token.isWord("FOR") : token.isSymbol('(') || token.isWord("ON");
    }

    /** How messages name an object: kind and name. */
    static String describe(SchemaObject object) {
        return object.kind().name().toLowerCase(Locale.ROOT) + " " + object.name();
    }
}
