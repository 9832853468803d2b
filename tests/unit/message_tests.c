/*
 * Copyright (C) 2026 The addrmgmt authors
 *
 * This program is free software; you can redistribute it and/or modify it
 * under the terms of the GNU General Public License as published by the
 * Free Software Foundation; either version 2 of the License, or (at your
 * option) any later version.  See <http://www.fsf.org/copyleft/gpl.txt>.
 *
 * This program is distributed in the hope that it will be useful, but
 * WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY
 * or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU General Public License
 * for more details.
 */

#include <check.h>
#include <library.h>
#include <daemon.h>

Suite *migrated_sa_suite_create();
Suite *own_addresses_suite_create();
Suite *update_payload_suite_create();

/*
 * Tests with messages of the installed libcharon.
 */
int main(int argc, char *argv[])
{
	SRunner *runner;
	int failed;

	/* not what the machine's charon is configured with */
	library_init("", "message-tests");
	libcharon_init();

	runner = srunner_create(update_payload_suite_create());
	srunner_add_suite(runner, migrated_sa_suite_create());
	srunner_add_suite(runner, own_addresses_suite_create());
	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);

	libcharon_deinit();
	library_deinit();
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
