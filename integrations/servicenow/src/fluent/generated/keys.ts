import '@servicenow/sdk/global';

declare global {
  namespace Now {
    namespace Internal {
      interface Keys extends KeysRegistry {
        explicit: {
          'acl-deliver': {
            table: 'sys_security_acl';
            id: '94f32731757f4d4eb1b32d3eec46f246';
          };
          'acl-read-messages': {
            table: 'sys_security_acl';
            id: '67445213a111481e85371d4811c9c9fc';
          };
          ask: {
            table: 'sys_hub_action_instance_v2';
            id: '8ae79ffd321647b895d13918fe34c31e';
          };
          'ask-gastvrij': {
            table: 'sys_hub_action_type_definition';
            id: 'b417540d7ed243678e399816c6706597';
          };
          'ask-gastvrij-step': {
            table: 'sys_hub_step_instance';
            id: 'a3f888f55506460c9999d36dacf5c004';
          };
          bom_json: {
            table: 'sys_module';
            id: '826cd180c54045ec92f42341057ef58d';
          };
          client: {
            table: 'sys_script_include';
            id: '4a896662029c4dda8f8ec37a5f29e675';
          };
          connection: {
            table: 'sys_alias';
            id: '3745f6c951b3464bbe15ffd005ad3b9c';
          };
          'enable-collaboration': {
            table: 'sys_hub_flow';
            id: 'f5931b553a17415f971b308bf85b53e8';
          };
          'event-look': {
            table: 'sysevent_register';
            id: '53758549a1ca425bbd37373acd7a22a7';
          };
          'is-open': {
            table: 'sys_hub_flow_logic_instance_v2';
            id: 'e626c90e45774ad087c6e113cbe8afb7';
          };
          item: {
            table: 'sys_script_include';
            id: '0c232ad4e7574451b7055cc08c9a9259';
          };
          'look-again': {
            table: 'sysevent_script_action';
            id: '5de2b6b35fb64b0ea27933c965cde791';
          };
          'no-word': {
            table: 'sys_hub_flow_logic_instance_v2';
            id: 'ad4970a22dee48238b9467be0b9c6a54';
          };
          'on-request': {
            table: 'sys_hub_trigger_instance_v2';
            id: 'de279856ed2d444d9dcf5f0428964184';
          };
          package_json: {
            table: 'sys_module';
            id: '1773f66f528349a6bfcddc5074111240';
          };
          'partner-domains-are-needed': {
            table: 'catalog_ui_policy';
            id: 'dc5dd230cf2441c1b50fa03eee18ad78';
          };
          patience: {
            table: 'sys_retry_policy';
            id: 'd401fce0ab81421abbd9ac26cfacfcde';
          };
          'property-callback-path': {
            table: 'sys_properties';
            id: '74d8d6dddcee4016a264e8a89a4d8618';
          };
          'property-callback-secrets': {
            table: 'sys_properties';
            id: 'a59e0c2c587242c2bc12fd88ea703539';
          };
          'property-connection-alias': {
            table: 'sys_properties';
            id: 'c9404cdec987484793ab050f07578b5a';
          };
          'property-states': {
            table: 'sys_properties';
            id: '5a5691beaf74477e99e44beb2d3be321';
          };
          'property-tenant-id': {
            table: 'sys_properties';
            id: '148b885b34724dc4ac6c35593b323b6c';
          };
          'read-base-url': {
            table: 'sys_rest_message_fn_parameters';
            id: '21492d0b987d49049155ec50ccd5f888';
          };
          'read-id': {
            table: 'sys_rest_message_fn_parameters';
            id: 'd7910bb28c6a4d0bb51b2b3543e75a82';
          };
          'read-request-items': {
            table: 'sys_scope_privilege';
            id: '3eceecf9a597426ca5d0ae90295ed0a2';
          };
          receiver: {
            table: 'sys_script_include';
            id: 'e49419c724274032bcc45f25d2b0b827';
          };
          request: {
            table: 'sys_script_include';
            id: 'f3509a15bc30472aba0973b45ba720eb';
          };
          'request-base-url': {
            table: 'sys_rest_message_fn_parameters';
            id: '237f05e317284f3786002d094b2c7d64';
          };
          'rest-message': {
            table: 'sys_rest_message';
            id: '3a1589222e1b4fc48a7b9e0c0cf16921';
          };
          'rest-message-accept': {
            table: 'sys_rest_message_headers';
            id: '9e48b84f1ebe406e8bd8698bb63def84';
          };
          'rest-message-content-type': {
            table: 'sys_rest_message_headers';
            id: '9492faf2145a412c8e01edfe37c1d7cc';
          };
          'results-api': {
            table: 'sys_ws_definition';
            id: '4d386e7c25484390a1a208d5a8817828';
          };
          'results-api-post': {
            table: 'sys_ws_operation';
            id: 'b1ec38a6b393437d9689d02b755d8a79';
          };
          'results-api-v1': {
            table: 'sys_ws_version';
            id: 'c06ca31f66874c35a17b3b676bbc798b';
          };
          'say-so': {
            table: 'sys_hub_action_instance_v2';
            id: 'de32c18943c44120aa015ad6a902da4e';
          };
          settings: {
            table: 'sys_script_include';
            id: '278ed69a3a5a4a8ca697a016c6461b45';
          };
          signature: {
            table: 'sys_script_include';
            id: 'b9261436444949ae864006b655a06ac2';
          };
          'teams-guests': {
            table: 'sc_cat_item';
            id: 'cd25d6049bbf4c4e8f721f19746bc946';
          };
          wait: {
            table: 'sys_hub_action_instance_v2';
            id: 'f9f14666f6b54caa89b0abfb27fdc216';
          };
          'write-request-items': {
            table: 'sys_scope_privilege';
            id: 'c544ba7381cd4f54aabcd6dc931e5804';
          };
        };
        composite: [
          {
            table: 'ua_table_licensing_config';
            id: '0125d84754ea45f58869ed5fbcfe08fd';
            key: {
              name: 'x_gstv_gastvrij_event';
            };
          },
          {
            table: 'sys_documentation';
            id: '02b45c95c99645749499fd1d3aa208a0';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'request_item';
              language: 'en';
            };
          },
          {
            table: 'sys_variable_value';
            id: '0682296e5cd64ea48833948af0963b9a';
            key: {
              document_key: 'a3f888f55506460c9999d36dacf5c004';
              variable: '74315b04b3201300176b051a16a8dc2b';
            };
          },
          {
            table: 'item_option_new';
            id: '0a747b21ff6d43e28f9b595cf6cd31e6';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'allow_consumer';
            };
          },
          {
            table: 'item_option_new';
            id: '0d3a8c5c3af34f96a6e21059daab8347';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'goal';
            };
          },
          {
            table: 'question_choice';
            id: '0eb50773b8514a75b04860830b698ef8';
            key: {
              question: {
                id: '3da551b100b7418b889c13bbe6e07496';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'deadline_hours';
                };
              };
              value: '12';
            };
          },
          {
            table: 'item_option_new';
            id: '0f818550f9f7497c9fa758f9357f692a';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'guest_messaging';
            };
          },
          {
            table: 'sys_documentation';
            id: '117967dc2b5f47aeb39a5c32a03e6d06';
            key: {
              name: 'var__m_sys_hub_action_output_b417540d7ed243678e399816c6706597';
              element: '__dont_treat_as_error__';
              language: 'en';
            };
          },
          {
            table: 'sys_element_mapping';
            id: '17192d441a5d452a954dec41a75c2fa9';
            key: {
              field: 'request_item';
              table: 'var__m_sys_hub_step_ext_input_a3f888f55506460c9999d36dacf5c004';
              id: 'a3f888f55506460c9999d36dacf5c004';
            };
          },
          {
            table: 'sys_hub_action_output';
            id: '1acbfd78b0dc464989a90a29c7eecbe2';
            key: {
              model: 'b417540d7ed243678e399816c6706597';
              element: '__dont_treat_as_error__';
            };
          },
          {
            table: 'item_option_new';
            id: '1f280f2267f44a92914503bfe7211e7c';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'partner_domains';
            };
          },
          {
            table: 'question_choice';
            id: '2149bbdfdb004fd48e8e202fede8395f';
            key: {
              question: {
                id: '0d3a8c5c3af34f96a6e21059daab8347';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'goal';
                };
              };
              value: 'externalAccess';
            };
          },
          {
            table: 'sys_documentation';
            id: '230b0c0ef3644397a9f2072a1f23de99';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'event_type';
              language: 'en';
            };
          },
          {
            table: 'sys_documentation';
            id: '2c2e4c46965947b6aabbafb1cf29f168';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'NULL';
              language: 'en';
            };
          },
          {
            table: 'item_option_new';
            id: '2cb7218f3c744e94a65f33ab03ef3f0f';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'test_guest_email';
            };
          },
          {
            table: 'item_option_new';
            id: '3da551b100b7418b889c13bbe6e07496';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'deadline_hours';
            };
          },
          {
            table: 'sys_documentation';
            id: '42116f0c723f494384981c44fdf31d0a';
            key: {
              name: 'var__m_sys_hub_action_input_b417540d7ed243678e399816c6706597';
              element: 'request_item';
              language: 'en';
            };
          },
          {
            table: 'question_choice';
            id: '450c9e0462de4cde86e829efcea7e96e';
            key: {
              question: {
                id: '49f3e898e39443f78fd9a9e615ae7e86';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'profile';
                };
              };
              value: 'gated';
            };
          },
          {
            table: 'sys_variable_value';
            id: '463b7503f93c41c992673cc319fad3a2';
            key: {
              document_key: 'a3f888f55506460c9999d36dacf5c004';
              variable: '71aa7f6647032200b4fad7527c9a719b';
            };
          },
          {
            table: 'item_option_new';
            id: '49f3e898e39443f78fd9a9e615ae7e86';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'profile';
            };
          },
          {
            table: 'question_choice';
            id: '4b87f9b0494742ddaecd17eba56fb610';
            key: {
              question: {
                id: '0d3a8c5c3af34f96a6e21059daab8347';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'goal';
                };
              };
              value: 'guestAccess';
            };
          },
          {
            table: 'sys_hub_step_ext_input';
            id: '4bd51079a7d946959c5a32a19b248ae6';
            key: {
              model: 'a3f888f55506460c9999d36dacf5c004';
              element: 'request_item';
            };
          },
          {
            table: 'sys_security_acl_role';
            id: '4d99666fd90b4f718aec235cff880e07';
            key: {
              sys_security_acl: '94f32731757f4d4eb1b32d3eec46f246';
              sys_user_role: {
                id: '588aaecd5ffc40f5b6fd4a1ce7225a79';
                key: {
                  name: 'x_gstv_gastvrij.messenger';
                };
              };
            };
          },
          {
            table: 'sys_documentation';
            id: '5058082317424a61b76475304473d78f';
            key: {
              name: 'var__m_sys_hub_action_output_b417540d7ed243678e399816c6706597';
              element: 'is_open';
              language: 'en';
            };
          },
          {
            table: 'sys_element_mapping';
            id: '50b6661fa01947f1a71a82402e46e206';
            key: {
              field: 'is_open';
              table: 'var__m_sys_hub_action_output_b417540d7ed243678e399816c6706597';
              id: 'b417540d7ed243678e399816c6706597';
            };
          },
          {
            table: 'sys_security_acl_role';
            id: '515faebca2e34aeab11b3691a318b8f2';
            key: {
              sys_security_acl: '67445213a111481e85371d4811c9c9fc';
              sys_user_role: {
                id: 'b5183a162854417bb31ca8d3fe1717ca';
                key: {
                  name: 'x_gstv_gastvrij.keeper';
                };
              };
            };
          },
          {
            table: 'item_option_new';
            id: '554d78366628462aa94ec91caeba8587';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'purge_test_guest';
            };
          },
          {
            table: 'sys_documentation';
            id: '56c969fbdf7f42fbb61d89d1570a265f';
            key: {
              name: 'var__m_sys_hub_action_output_b417540d7ed243678e399816c6706597';
              element: '__action_status__';
              language: 'en';
            };
          },
          {
            table: 'sys_user_role';
            id: '588aaecd5ffc40f5b6fd4a1ce7225a79';
            key: {
              name: 'x_gstv_gastvrij.messenger';
            };
          },
          {
            table: 'question_choice';
            id: '593e656d60684f9ca441baabb1fb39e0';
            key: {
              question: {
                id: '3da551b100b7418b889c13bbe6e07496';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'deadline_hours';
                };
              };
              value: '4';
            };
          },
          {
            table: 'question_choice';
            id: '638a2dbac31e4b32a03f8bf094b627f4';
            key: {
              question: {
                id: '3da551b100b7418b889c13bbe6e07496';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'deadline_hours';
                };
              };
              value: '24';
            };
          },
          {
            table: 'item_option_new';
            id: '651782a0416d476eb8665d88edd21862';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'dry_run';
            };
          },
          {
            table: 'sys_index';
            id: '66968540efaf4837a55ace59775a4631';
            key: {
              logical_table_name: 'x_gstv_gastvrij_event';
              col_name_string: 'event_id';
            };
          },
          {
            table: 'item_option_new';
            id: '6a0b6eb93ecd415da1f197f5432375d5';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'justification';
            };
          },
          {
            table: 'item_option_new';
            id: '77ffa5e65a394a959795c3c5d35c6692';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'guest_meeting';
            };
          },
          {
            table: 'sys_dictionary';
            id: '781b9ee6b75a4e1e9cf38a1ea267c927';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'NULL';
            };
          },
          {
            table: 'sys_documentation';
            id: '78a0d0df94dd40ee897eb9330db6a2b4';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'event_id';
              language: 'en';
            };
          },
          {
            table: 'sys_hub_step_ext_output';
            id: '7d6ae75ba3f1488eacae05063f19dbda';
            key: {
              model: 'a3f888f55506460c9999d36dacf5c004';
              element: 'is_open';
            };
          },
          {
            table: 'sys_dictionary';
            id: '89fe074d1c2c4d37a821377c5dd658ee';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'event_id';
            };
          },
          {
            table: 'catalog_ui_policy_action';
            id: '98bb90b20ad3447ba7e8608a47f1230b';
            key: {
              ui_policy: 'dc5dd230cf2441c1b50fa03eee18ad78';
              catalog_variable: 'IO:1f280f2267f44a92914503bfe7211e7c';
            };
          },
          {
            table: 'question_choice';
            id: 'aa3db45a07da42dcae8422c532cfd076';
            key: {
              question: {
                id: '49f3e898e39443f78fd9a9e615ae7e86';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'profile';
                };
              };
              value: 'selfService';
            };
          },
          {
            table: 'sys_dictionary';
            id: 'aa6911f22a8943afa5b4b5aa9cb4948b';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'event_type';
            };
          },
          {
            table: 'sys_dictionary';
            id: 'abc7705568304b1aa8abd057dd8f5c3e';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'request_item';
            };
          },
          {
            table: 'sys_rest_message_fn';
            id: 'b13074cdbebf451aa6ce160e31fef575';
            key: {
              rest_message: '3a1589222e1b4fc48a7b9e0c0cf16921';
              function_name: 'request_enablement';
            };
          },
          {
            table: 'sys_user_role';
            id: 'b5183a162854417bb31ca8d3fe1717ca';
            key: {
              name: 'x_gstv_gastvrij.keeper';
            };
          },
          {
            table: 'sys_hub_action_output';
            id: 'c091fb131e1a4fb0846c8def848b71a5';
            key: {
              model: 'b417540d7ed243678e399816c6706597';
              element: '__action_status__';
            };
          },
          {
            table: 'sys_dictionary';
            id: 'c311ef78a5c6462eb27663e506000894';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'is_applied';
            };
          },
          {
            table: 'item_option_new';
            id: 'c5ed381c512542c0bc304f45235398e2';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'undo_on_failure';
            };
          },
          {
            table: 'item_option_new';
            id: 'c6c6205d0f774a30ac3fb459c51c9b49';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'team_id';
            };
          },
          {
            table: 'sys_db_object';
            id: 'd35513b6a201490ca5b4c6df90f95ad1';
            key: {
              name: 'x_gstv_gastvrij_event';
            };
          },
          {
            table: 'sys_documentation';
            id: 'd5a0030c101944cf86c418cbbb657a1b';
            key: {
              name: 'x_gstv_gastvrij_event';
              element: 'is_applied';
              language: 'en';
            };
          },
          {
            table: 'sys_hub_action_input';
            id: 'd6a64c6a80ea48fbb2c7d1993a848291';
            key: {
              model: 'b417540d7ed243678e399816c6706597';
              element: 'request_item';
            };
          },
          {
            table: 'question_choice';
            id: 'd8a3c393da9d4d9786a97503e6c5f0f3';
            key: {
              question: {
                id: '0d3a8c5c3af34f96a6e21059daab8347';
                key: {
                  cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
                  variable_set: 'NULL';
                  name: 'goal';
                };
              };
              value: 'both';
            };
          },
          {
            table: 'sys_hub_action_output';
            id: 'e0d8b229fe974457b828ba0eae2bd7e9';
            key: {
              model: 'b417540d7ed243678e399816c6706597';
              element: 'is_open';
            };
          },
          {
            table: 'sys_rest_message_fn';
            id: 'ed4c534689b34ac4be67da18be1c2389';
            key: {
              rest_message: '3a1589222e1b4fc48a7b9e0c0cf16921';
              function_name: 'read_enablement';
            };
          },
          {
            table: 'catalog_ui_policy_action';
            id: 'f2efb2620e8541ddaf1010f89367864a';
            key: {
              ui_policy: 'dc5dd230cf2441c1b50fa03eee18ad78';
              catalog_variable: 'IO:0a747b21ff6d43e28f9b595cf6cd31e6';
            };
          },
          {
            table: 'item_option_new';
            id: 'f30583a77f62406399422deec627cad1';
            key: {
              cat_item: 'cd25d6049bbf4c4e8f721f19746bc946';
              variable_set: 'NULL';
              name: 'guest_calling';
            };
          },
        ];
      }
    }
  }
}
