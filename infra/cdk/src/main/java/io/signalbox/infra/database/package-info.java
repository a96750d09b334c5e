/** Databases, and replicas of them in another region. */
@NullMarked
package io.signalbox.infra.database;

import org.jspecify.annotations.NullMarked;
