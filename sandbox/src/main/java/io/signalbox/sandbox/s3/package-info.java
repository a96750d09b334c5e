/** The operations of Amazon S3 that signal objects need. */
@NullMarked
package io.signalbox.sandbox.s3;

import org.jspecify.annotations.NullMarked;
