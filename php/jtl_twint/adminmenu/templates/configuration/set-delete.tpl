<form method="post" action="{$url}" data-twint="set-delete">
    {include file='../form.tpl' action='set.delete'}
    <input type="hidden" name="twint_access" value="{$set->id}">
    <input type="hidden" name="twint_version" value="{$set->version}">
    <button class="btn btn-outline-primary" type="submit" data-twint-confirm="{__('twint.set.deleteConfirm')|sprintf:$set->label()}"{if $spoken.kept !== null} disabled aria-describedby="twint-access-kept-{$set->id}"{/if}>{__('twint.set.delete')}</button>
    {if $spoken.kept !== null}<small class="form-text" id="twint-access-kept-{$set->id}" data-twint="kept">{__("twint.set.kept.{$spoken.kept}")}</small>{/if}
</form>
