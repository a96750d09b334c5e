/** Child processes: each has a log of its own, is ended by its process id, and ends when this process ends. */
@NullMarked
package io.signalbox.sandbox.process;

import org.jspecify.annotations.NullMarked;
