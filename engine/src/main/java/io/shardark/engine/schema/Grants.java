package io.shardark.engine.schema;

import io.shardark.engine.mysql.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the session's user may do on whole schemas, with the active roles. Privileges on single tables do not count:
 * what they do not cover stays invisible.
 */
final class Grants {
    private static final Pattern LINE =
            Pattern.compile("(GRANT|REVOKE) (.+?) ON (\\*|`(?:[^`]|``)*`)\\.\\* (?:TO|FROM) .*", Pattern.DOTALL);

    private final List<Grant> grants = new ArrayList<>();

    private Grants() {}

    private record Grant(boolean revoked, Set<String> privileges, String schema) {
        boolean covers(String privilege) {
            return privileges.contains(privilege)
                    || privileges.contains("ALL PRIVILEGES")
                    || privileges.contains("ALL");
        }

        boolean global() {
            return schema.equals("*");
        }
    }

    static Grants of(Session session) {
        Grants grants = new Grants();
        session.query("SHOW GRANTS", row -> ServerText.of(row, 1)).forEach(grants::add);
        return grants;
    }

    private void add(String line) {
        Matcher match = LINE.matcher(line);
        if (match.matches()) {
            Set<String> privileges = Arrays.stream(match.group(2).split(","))
                    .map(privilege -> privilege.strip().toUpperCase(Locale.ROOT))
                    .collect(Collectors.toSet());
            String schema = match.group(3);
            grants.add(new Grant(
                    match.group(1).equals("REVOKE"),
                    privileges,
                    schema.equals("*")
                            ? schema
                            : schema.substring(1, schema.length() - 1).replace("``", "`")));
        }
    }

    /** Whether a privilege was granted on all schemas; MySQL's partial revokes do not change the answer. */
    boolean everywhere(String privilege) {
        return grants.stream().anyMatch(grant -> grant.global() && !grant.revoked() && grant.covers(privilege));
    }

    /** Whether a privilege covers a whole schema. */
    boolean onSchema(String schema, String privilege) {
        boolean revoked = grants.stream()
                .anyMatch(grant -> grant.revoked() && grant.schema().equals(schema) && grant.covers(privilege));
        return grants.stream()
                .filter(grant -> !grant.revoked() && grant.covers(privilege))
                .anyMatch(grant -> grant.global() ? !revoked : like(grant.schema(), schema));
    }

    /** Matches as LIKE does: the schema of a grant is a pattern. */
    private static boolean like(String pattern, String schema) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++i))));
            } else if (c == '%') {
                regex.append(".*");
            } else {
                regex.append(c == '_' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(schema).matches();
    }
}
