{* First in every form that moves money. *}
{include file='../form.tpl' tab='Transactions' action=$move}
<input type="hidden" name="twint_id" value="{$transaction->id}">
<input type="hidden" name="twint_key" value="{$entries->key}">
