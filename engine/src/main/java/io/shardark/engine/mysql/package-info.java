/** Sessions with MySQL and MariaDB servers, and the spelling of SQL. */
@NullMarked
package io.shardark.engine.mysql;

import org.jspecify.annotations.NullMarked;
