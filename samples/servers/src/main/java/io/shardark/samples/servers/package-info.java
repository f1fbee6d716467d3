/**
 * Real database servers, started and stopped by the JVM that needs them.
 *
 * <p>{@link io.shardark.samples.servers.Servers} says which flavours this machine can run and starts one;
 * {@link io.shardark.samples.servers.SharedServers} keeps servers that the tests of one JVM use together.
 */
@NullMarked
package io.shardark.samples.servers;

import org.jspecify.annotations.NullMarked;
