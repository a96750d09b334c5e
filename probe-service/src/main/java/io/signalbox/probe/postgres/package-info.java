/** The check of PostgreSQL: the first messages of its protocol, version 3. */
@NullMarked
package io.signalbox.probe.postgres;

import org.jspecify.annotations.NullMarked;
