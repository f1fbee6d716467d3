package io.shardark.engine.mysql;

/**
 * Which server answered.
 *
 * @param version as {@code SELECT VERSION()} says
 * @param serverId {@code server_uuid}, or {@code server_id} on MariaDB, which has no uuid
 */
public record ServerIdentity(Product product, String version, String serverId, int lowerCaseTableNames) {
    /** The two families of servers. */
    public enum Product {
        MYSQL("MySQL"),
        MARIADB("MariaDB");

        private final String text;

        Product(String text) {
            this.text = text;
        }

        /** The name as people write it. */
        public String text() {
            return text;
        }
    }

    /** For messages: product, version and id. */
    String description() {
        return product.text() + " " + version + " with the id " + serverId;
    }

    /** Whether the server is a MariaDB. */
    public boolean isMariaDb() {
        return product == Product.MARIADB;
    }
}
