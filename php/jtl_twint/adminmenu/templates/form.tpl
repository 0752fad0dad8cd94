{* First in every form: the shop's CSRF token, and the tab that is to act and to be shown again. Wants $tab, $menuId, $action. *}
{$jtl_token nofilter}
<input type="hidden" name="kPluginAdminMenu" value="{$menuId}">
<input type="hidden" name="twint_tab" value="{$tab}">
{if isset($action)}<input type="hidden" name="twint_action" value="{$action}">{/if}
