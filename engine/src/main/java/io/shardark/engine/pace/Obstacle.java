package io.shardark.engine.pace;

/**
 * Why workers may not go on.
 *
 * @param instance whose workers; empty for all
 * @param sentence for people
 */
record Obstacle(WaitReason reason, String instance, String sentence) {}
