package io.shardark.engine.load;

import io.shardark.engine.mysql.Session;
import io.shardark.engine.mysql.SqlToken;
import io.shardark.engine.mysql.SqlToken.Kind;
import io.shardark.engine.mysql.SqlTokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The privileges that SHOW GRANTS proves. It does not always show all of them (roles, partial revokes), so a privilege
 * that is missing here is certain to be missing only when {@link #complete()}.
 */
record Grants(List<Grant> grants, boolean complete) {
    Grants {
        grants = List.copyOf(grants);
    }

    /**
     * One line.
     *
     * @param schema pattern of schemas; {@code *} for all
     */
    record Grant(Set<String> privileges, String schema) {
        boolean covers(String name) {
            return schema.equals("*") || like(schema).matcher(name).matches();
        }

        /** Schema names in grants are patterns of LIKE. */
        private static Pattern like(String pattern) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < pattern.length(); i++) {
                char character = pattern.charAt(i);
                if (character == '\\' && i + 1 < pattern.length()) {
                    i++;
                    regex.append(Pattern.quote(pattern.substring(i, i + 1)));
                } else if (character == '%') {
                    regex.append(".*");
                } else if (character == '_') {
                    regex.append('.');
                } else {
                    regex.append(Pattern.quote(pattern.substring(i, i + 1)));
                }
            }
            return Pattern.compile(regex.toString(), Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
        }
    }

    static Grants of(Session session) {
        return parse(session.query("SHOW GRANTS", row -> row.getString(1)));
    }

    static Grants parse(List<String> lines) {
        List<Grant> grants = new ArrayList<>();
        boolean complete = true;
        for (String line : lines) {
            List<SqlToken> tokens = SqlTokens.of(line, "NO_BACKSLASH_ESCAPES");
            int on = indexOf(tokens, "ON");
            if (on < 0 || !tokens.get(0).isWord("GRANT")) {
                // A role, a revoked part, or a proxy.
                complete = false;
            } else {
                grants.add(new Grant(privileges(tokens.subList(1, on)), schema(tokens, on + 1)));
            }
        }
        return new Grants(grants, complete);
    }

    /** Whether the user has a privilege on a schema, or, for {@code *}, on the server. */
    boolean has(String privilege, String schema) {
        return grants.stream()
                .filter(grant -> schema.equals("*") ? grant.schema().equals("*") : grant.covers(schema))
                .anyMatch(grant -> grant.privileges().contains("ALL PRIVILEGES")
                        || grant.privileges().contains(privilege));
    }

    private static int indexOf(List<SqlToken> tokens, String word) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isWord(word)) {
                return i;
            }
        }
        return -1;
    }

    /** Words between commas; lists of columns in parentheses do not matter for whole tables. */
    private static Set<String> privileges(List<SqlToken> tokens) {
        Set<String> names = new HashSet<>();
        StringBuilder name = new StringBuilder();
        for (SqlToken token : tokens) {
            if (token.isSymbol(',')) {
                names.add(name.toString());
                name.setLength(0);
            } else {
                name.append(name.isEmpty() ? "" : " ").append(token.text().toUpperCase(Locale.ROOT));
            }
        }
        names.add(name.toString());
        return Set.copyOf(names);
    }

    private static String schema(List<SqlToken> tokens, int index) {
        boolean everyTable = index + 2 < tokens.size()
                && tokens.get(index + 1).isSymbol('.')
                && tokens.get(index + 2).isSymbol('*');
        if (!everyTable) {
            return "";
        }
        return tokens.get(index).kind() == Kind.NAME
                ? tokens.get(index).identifier()
                : tokens.get(index).text();
    }
}
