{* A condition of a rule that is chosen from a list: none chosen means all. Wants $condition, $options, $id. *}
<fieldset class="form-group">
    <div class="form-row">
        <legend class="col-sm-4 col-form-label text-sm-right pt-0" style="font-size: inherit">{__("twint.set.$condition")}:</legend>
        <div class="col-sm-8">
            {foreach $options as $option}
                <div class="custom-control custom-checkbox">
                    <input class="custom-control-input" type="checkbox" name="twint_{$condition}[]" id="{$id}-{$condition}-{$option.value}" value="{$option.value}"{if $option.chosen} checked{/if}>
                    <label class="custom-control-label" for="{$id}-{$condition}-{$option.value}">{$option.name}</label>
                </div>
            {/foreach}
        </div>
    </div>
</fieldset>
