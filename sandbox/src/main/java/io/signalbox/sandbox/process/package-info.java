/** Child processes: started with their own log, ended by their own id, never outliving this one. */
@NullMarked
package io.signalbox.sandbox.process;

import org.jspecify.annotations.NullMarked;
