/** Which database is the writer. */
@NullMarked
package io.signalbox.actuator.database;

import org.jspecify.annotations.NullMarked;
