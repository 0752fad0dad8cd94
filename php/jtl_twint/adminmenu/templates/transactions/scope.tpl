<fieldset class="mb-3">
    <legend class="twint-legend">{__("twint.tx.`$move`.scope")}</legend>
    <div class="custom-control custom-radio mb-1">
        <input class="custom-control-input" type="radio" name="twint_scope" id="twint-scope-all" value="all"{if $entries->scope === 'all'} checked{/if}>
        <label class="custom-control-label" for="twint-scope-all">{__("twint.tx.`$move`.all")|sprintf:$all}</label>
    </div>
    <div class="custom-control custom-radio">
        <input class="custom-control-input" type="radio" name="twint_scope" id="twint-scope-part" value="part"{if $entries->scope === 'part'} checked{/if}>
        <label class="custom-control-label" for="twint-scope-part">{__("twint.tx.`$move`.part")}</label>
    </div>
</fieldset>
